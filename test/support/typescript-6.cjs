// Preloaded (`node --require`) by tools that need the JavaScript API of TypeScript, which TypeScript 7 does not have:
// `require('typescript')` then returns TypeScript 6.
const Module = require('node:module');

const resolve = Module._resolveFilename;
Module._resolveFilename = (request, ...rest) =>
  resolve(/^typescript(\/|$)/.test(request) ? request.replace('typescript', 'typescript-6') : request, ...rest);
