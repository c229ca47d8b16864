import { expect } from '@open-wc/testing';
import { palette } from '../../../../widgets/core/styles/palette.ts';

type Rgb = [number, number, number];

/** Simulation of colour vision deficiencies in linear light: Machado, Oliveira and Fernandes 2009, severity 1. */
const VISIONS: Record<string, number[][]> = {
  'all cones': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};
const SURFACES = { light: '#ffffff', dark: '#18191c' };
/** CIE ΔE 2000: 1 is just noticeable, 10 is noticeable at a glance. */
const AT_A_GLANCE = 12;

const pairs = [...palette.cssText.matchAll(/light-dark\((#\w+), (#\w+)\)/g)];
const schemes = {
  light: pairs.map(([, light]) => light!),
  dark: pairs.map(([, , dark]) => dark!),
};

function linear(hex: string): Rgb {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return [r!, g!, b!];
}

const seen = (rgb: Rgb, vision: number[][]) =>
  vision.map((row) => Math.min(1, Math.max(0, row[0]! * rgb[0] + row[1]! * rgb[1] + row[2]! * rgb[2]))) as Rgb;

function lab([r, g, b]: Rgb): Rgb {
  const [x, y, z] = [
    (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047,
    0.2126729 * r + 0.7151522 * g + 0.072175 * b,
    (0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883,
  ].map((value) => (value > 216 / 24389 ? Math.cbrt(value) : ((24389 / 27) * value + 16) / 116));
  return [116 * y! - 16, 500 * (x! - y!), 200 * (y! - z!)];
}

/** ΔE 2000, after Sharma, Wu and Dalal 2005. */
function difference([l1, a1, b1]: Rgb, [l2, a2, b2]: Rgb): number {
  const degree = Math.PI / 180;
  const seventh = (c: number) => Math.sqrt(c ** 7 / (c ** 7 + 25 ** 7));
  const g = 0.5 * (1 - seventh((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2));
  const [x1, x2] = [a1 * (1 + g), a2 * (1 + g)];
  const [c1, c2] = [Math.hypot(x1, b1), Math.hypot(x2, b2)];
  const hue = (x: number, y: number) => (Math.atan2(y, x) / degree + 360) % 360;
  const [h1, h2] = [hue(x1, b1), hue(x2, b2)];
  const turn = h2 - h1 - (Math.abs(h2 - h1) > 180 ? Math.sign(h2 - h1) * 360 : 0);
  const dh = 2 * Math.sqrt(c1 * c2) * Math.sin((turn / 2) * degree);
  const [l, c, h] = [(l1 + l2) / 2, (c1 + c2) / 2, (h1 + turn / 2 + 360) % 360];
  const t =
    1 -
    0.17 * Math.cos((h - 30) * degree) +
    0.24 * Math.cos(2 * h * degree) +
    0.32 * Math.cos((3 * h + 6) * degree) -
    0.2 * Math.cos((4 * h - 63) * degree);
  const light = (l2 - l1) / (1 + (0.015 * (l - 50) ** 2) / Math.sqrt(20 + (l - 50) ** 2));
  const chroma = (c2 - c1) / (1 + 0.045 * c);
  const tone = dh / (1 + 0.015 * c * t);
  const rotation = -2 * seventh(c) * Math.sin(60 * degree * Math.exp(-(((h - 275) / 25) ** 2)));
  return Math.sqrt(light ** 2 + chroma ** 2 + tone ** 2 + rotation * chroma * tone);
}

function contrast(one: string, other: string): number {
  const luminance = (hex: string) => {
    const [r, g, b] = linear(hex);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

describe('the palette of series', () => {
  it('computes ΔE 2000 as the reference data', () => {
    // Pairs 1 and 17 of the standard's own test data.
    expect(difference([50, 2.6772, -79.7751], [50, 0, -82.7485])).to.be.closeTo(2.0425, 0.0001);
    expect(difference([50, 2.5, 0], [73, 25, -18])).to.be.closeTo(27.1492, 0.0001);
  });

  for (const scheme of ['light', 'dark'] as const) {
    const colors = schemes[scheme];

    it(`stands out from the surface: ${scheme}`, () => {
      expect(colors).to.have.length(6);
      for (const color of colors) expect(contrast(color, SURFACES[scheme]), color).to.be.at.least(3);
    });

    for (const [name, vision] of Object.entries(VISIONS)) {
      it(`is told apart with ${name}: ${scheme}`, () => {
        const labs = colors.map((color) => lab(seen(linear(color), vision)));
        labs.forEach((one, i) => {
          for (let j = 0; j < i; j++) {
            expect(difference(one, labs[j]!), `${colors[i]} and ${colors[j]}`).to.be.at.least(AT_A_GLANCE);
          }
        });
      });
    }
  }
});
