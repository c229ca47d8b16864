import { expect } from '@open-wc/testing';
import { Formats } from '../../../widgets/core/format/formats.ts';
import { findZones, resolveZone, zoneClock } from '../../../widgets/letz-params/time-zones.ts';

describe('time zones', () => {
  it('are found by any part of the name, without case and accents, the best match first', () => {
    for (const text of ['sao paulo', 'São_Paulo', 'SAO  PAULO', 'america/sao p', 'paulo']) {
      expect(findZones(text), text).to.eql(['America/Sao_Paulo']);
    }
    expect(findZones('lisbon')[0]).to.equal('Europe/Lisbon');
    expect(findZones('utc+1').slice(0, 2)).to.eql(['UTC+1', 'UTC+10']);
    expect(findZones('')).to.include.members(['Europe/Lisbon', 'UTC', 'UTC-12', 'UTC+14']);
    expect(findZones('mars')).to.eql([]);
  });

  it('are resolved by name, city or as the only match; other texts stay as they are', () => {
    const meant = { 'europe/lisbon': 'Europe/Lisbon', 'sao paulo': 'America/Sao_Paulo', Paulo: 'America/Sao_Paulo' };
    for (const [text, zone] of Object.entries(meant)) expect(resolveZone(text)).to.equal(zone);
    for (const text of ['', 'sao', '-03:00', 'Asia/Kolkata', 'Mars/Base']) expect(resolveZone(text)).to.equal(text);
    expect(resolveZone('utc+1')).to.equal('UTC+1');
  });

  it('lists the zones of the data first, among equal matches and without a text', () => {
    expect(findZones('', ['Asia/Manila', 'UTC-3']).slice(0, 2)).to.eql(['Asia/Manila', 'UTC-3']);
    expect(findZones('america', ['America/Lima'])[0]).to.equal('America/Lima');
    expect(findZones('lima', ['Asia/Manila'])[0]).to.equal('America/Lima');
  });

  it('shows the current time and the offset', () => {
    const formats = Formats.for('en');
    const now = Date.parse('2026-11-24T18:42:00Z');
    expect(zoneClock('America/Sao_Paulo', formats, now).replace(/\s/g, ' ')).to.equal('3:42 PM GMT-3');
    expect(zoneClock('Asia/Kolkata', formats, now)).to.contain('GMT+5:30');
    expect(zoneClock('Mars/Base', formats, now)).to.equal('');
  });
});
