import { expect } from '@open-wc/testing';
import { ago } from '../../../../widgets/core/element/states.ts';
import { Formats } from '../../../../widgets/core/format/formats.ts';
import { nameInWords } from '../../../../widgets/core/format/labels.ts';
import { fill } from '../../../../widgets/core/format/translations.ts';
import { formatDate, formatTimestamp, knownZone } from '../../../../widgets/core/format/values.ts';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('Formats', () => {
  const en = Formats.for('en');

  it('writes numbers of any length exactly', () => {
    expect(en.number('123456789012345678901234567890.125')).to.equal('123,456,789,012,345,678,901,234,567,890.125');
    expect(en.number(0.1)).to.equal('0.1');
    expect(en.number(1.5e-300)).to.equal('1.5E-300');
    expect(en.number(0)).to.equal('0');
    expect(en.number('0.00000001')).to.equal('1E-8');
    expect(en.number('Infinity')).to.equal('Infinity');
    expect(Formats.for('pt_BR').number(1234.5)).to.equal('1.234,5');
  });

  it('never shifts a calendar date', () => {
    for (const tz of ['America/Sao_Paulo', 'Pacific/Kiritimati', 'UTC-12'])
      expect(formatDate(Formats.for('en', tz), '2026-01-01')).to.equal('Jan 1, 2026');
    expect(formatDate(en, 'infinity')).to.equal('infinity');
  });

  it('shows timestamps in the time zone, and local timestamps unchanged', () => {
    const at = (tz: string, value: string) => plain(formatTimestamp(Formats.for('en-GB', tz), value));
    expect(at('America/Sao_Paulo', '2026-11-24T01:30:00Z')).to.equal('23 Nov 2026, 22:30');
    expect(at('UTC-3', '2026-11-24T01:30:00.123456Z')).to.equal('23 Nov 2026, 22:30');
    expect(at('gmt +5:30', '2026-11-24T01:30:00Z')).to.equal('24 Nov 2026, 07:00');
    expect(at('\uff0b0530', '2026-11-24T01:30:00Z')).to.equal('24 Nov 2026, 07:00');
    expect(at('America/Sao_Paulo', '2026-11-24T01:30:00')).to.equal('24 Nov 2026, 01:30');
    expect(at('UTC', '-infinity')).to.equal('-infinity');
  });

  it('falls back to English and to no time zone', () => {
    expect(Formats.for('not a locale').locale).to.equal('en');
    expect(knownZone('Mars/Olympus')).to.equal(undefined);
  });

  it('has relative times', () => {
    expect([30, 60 * 5, 3600 * 5, 86_400 * 3].map((seconds) => ago(seconds * 1000, 'en'))).to.deep.equal([
      'this minute',
      '5 minutes ago',
      '5 hours ago',
      '3 days ago',
    ]);
  });
});

describe('texts', () => {
  it('converts column names to titles', () => {
    expect(['completed_onboarding', 'd7_pct', 'pct_of_start'].map(nameInWords)).to.deep.equal([
      'Completed onboarding',
      'D7 %',
      '% of start',
    ]);
  });

  it('fills placeholders with any value', () => {
    expect(fill('{0} of {1}', '$&', '{0}')).to.equal('$& of {0}');
  });
});
