import { PROBLEMS } from '../../dist/server/contract/problem.js';
import { openApi } from '../../dist/server/http/openapi.js';
import { cell, code, table } from './markdown.js';

/** The reference of the HTTP interface, from the gateway's own OpenAPI description. */
export function httpReference() {
  const { paths } = openApi([]);
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { summary, parameters = [] }]) => [
      code(`${method.toUpperCase()} ${path}`),
      cell(summary),
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
