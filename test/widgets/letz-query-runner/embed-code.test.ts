import { expect } from '@open-wc/testing';
import { embedAddress, embedCode } from '../../../widgets/letz-query-runner/embed-code.ts';

const plain = { gateway: 'https://g.example', tag: 'letz-chart', query: 'new-signups', params: {} };

/** The elements of the code, parsed without running its script. */
function parse(code: string) {
  const page = new DOMParser().parseFromString(code, 'text/html');
  return { script: page.querySelector('script'), widget: page.querySelector('letz-chart') };
}

describe('embed code', () => {
  it('is a script and a tag', () => {
    expect(embedCode(plain)).to.equal(
      '<script type="module" src="https://g.example/letz.js"></script>\n<letz-chart query="new-signups"></letz-chart>',
    );
  });

  it('has absolute URLs, also for a gateway below a path of the page', () => {
    const embed = { ...plain, gateway: '/letz/' };
    expect(embedAddress(embed)).to.equal(`${location.origin}/letz/embed/letz-chart?query=new-signups`);
    expect(embedCode(embed)).to.contain(`src="${location.origin}/letz/letz.js"`);
  });

  it('has readable parameters', () => {
    expect(embedCode({ ...plain, params: { days: 30 } })).to.contain(`params='{"days":30}'`);
  });

  it('escapes attribute values', () => {
    const search = `O'Brien "x" & <b>&amp;</script>`;
    const { widget, script } = parse(embedCode({ ...plain, params: { search }, attributes: { label: search } }));
    expect(JSON.parse(widget?.getAttribute('params') ?? '')).to.eql({ search });
    expect(widget?.getAttribute('label')).to.equal(search);
    expect(widget?.attributes).to.have.length(3);
    expect(script?.src).to.equal('https://g.example/letz.js');
  });
});
