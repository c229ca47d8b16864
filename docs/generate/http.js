import { PROBLEMS } from '../../dist/server/contract/problem.js';
import { createEndpoints } from '../../dist/server/http/app.js';
import { cell, code, table } from './markdown.js';

/** Stands for any named query, each of which has a path of its own. */
const ANY_QUERY = { name: '{name}', title: '', description: '', params: [], columns: [], pii: false, view: 'table' };

/** Only the descriptions are read; no route is added. */
const NO_CONTEXT = { folders: {}, gateway: {}, widgets: new Map() };

/** The reference of the HTTP interface, from the OpenAPI fragments of the gateway's endpoints. */
export function httpReference() {
  const paths = Object.assign({}, ...createEndpoints(NO_CONTEXT).map((endpoint) => endpoint.paths([ANY_QUERY])));
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { summary, parameters = [] }]) => [
      code(`${method.toUpperCase()} ${path}`),
      path === '/api/queries/{name}'
        ? 'The result of a named query, with its parameters in the query string'
        : cell(summary),
      parameters.map(({ name }) => code(name)).join(', '),
    ]),
  );
  const problems = Object.entries(PROBLEMS).map(([name, { status, title }]) => [code(name), String(status), title]);
  return [
    table(['Request', 'Answer', 'Parameters'], operations),
    'Errors are `application/problem+json` (RFC 9457) with one of these codes:\n\n',
    table(['Code', 'Status', 'Title'], problems),
  ].join('');
}
