import { ProblemError } from '../../shared/problems.ts';
import { readBrowserBuild } from '../browser-build.ts';
import type { Endpoint, EndpointContext } from '../endpoint.ts';
import { json, operation } from '../openapi-operation.ts';

/** `GET /api/build`: version and integrity of `letz.js`, with which a page pins its script. */
export const buildEndpoint = ({ folders: { browser } }: EndpointContext): Endpoint => ({
  add(app) {
    const build = readBrowserBuild(browser);
    app.get('/api/build', (c) => {
      if (!build) throw new ProblemError('not-found', 'The widgets have not been built.');
      c.header('Cache-Control', 'no-cache');
      return c.json(build);
    });
  },
  paths: () => ({
    '/api/build': {
      get: operation(
        'getBuild',
        'Version and integrity of letz.js',
        json({
          type: 'object',
          required: ['version', 'integrity'],
          properties: { version: { type: 'string' }, integrity: { type: 'string' } },
        }),
        [],
      ),
    },
  }),
});
