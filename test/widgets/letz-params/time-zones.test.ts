import { expect } from '@open-wc/testing';
import { findZones, zoneOf } from '../../../widgets/letz-params/time-zones.ts';

describe('zones', () => {
  it('are found by any part of their names, however it is written, the nearest first', () => {
    for (const text of ['sao paulo', 'São_Paulo', 'SAO  PAULO', 'america/sao p', 'paulo']) {
      expect(findZones(text), text).to.eql(['America/Sao_Paulo']);
    }
    expect(findZones('lisbon')[0]).to.equal('Europe/Lisbon');
    expect(findZones('utc+1').slice(0, 2)).to.eql(['UTC+1', 'UTC+10']);
    expect(findZones('')).to.include.members(['Europe/Lisbon', 'UTC', 'UTC-12', 'UTC+14']);
    expect(findZones('mars')).to.eql([]);
  });

  it('are meant by a name, a city, or the only find; else a text stays as it is', () => {
    const meant = { 'europe/lisbon': 'Europe/Lisbon', 'sao paulo': 'America/Sao_Paulo', Paulo: 'America/Sao_Paulo' };
    for (const [text, zone] of Object.entries(meant)) expect(zoneOf(text)).to.equal(zone);
    for (const text of ['', 'sao', '-03:00', 'Asia/Kolkata', 'Mars/Base']) expect(zoneOf(text)).to.equal(text);
    expect(zoneOf('utc+1')).to.equal('UTC+1');
  });
});
