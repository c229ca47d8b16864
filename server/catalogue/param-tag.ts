import { PARAM_TYPES, type Param, type ParamType } from '../contract/query.ts';
import { ParamError, parseParam } from '../params/parse.ts';

/** A parameter as its `@param` line declares it. */
export interface ParamDefinition extends Param {
  line: number;
}

/** Type names of `@param` lines. A list such as `a|b` declares a `choice`. */
const TYPES = PARAM_TYPES.filter((type) => type !== 'choice');
const BOUNDED: readonly ParamType[] = ['integer', 'number', 'text', 'date', 'timestamp'];
/** Default maximum length of a text. */
const MAX_TEXT = 1000;

/**
 * Parses `NAME TYPE [= DEFAULT] [[MIN..MAX]] DESCRIPTION`.
 * @returns the definition, or a message that says what is wrong
 */
export function parseParamTag(text: string, line: number): ParamDefinition | string {
  const words = text.split(/\s+/);
  const name = words.shift() ?? '';
  if (!/^[a-z][a-z0-9_]*$/.test(name))
    return `"${name}" is not a valid parameter name; use lower-case letters, digits and _`;
  if (name === 'as_of') return 'as_of is a parameter of every query and cannot be declared';

  const typeName = words.shift() ?? '';
  const values = typeName.includes('|') ? typeName.split('|') : null;
  if (values && (values.some((value) => !/^[\w-]+$/.test(value)) || new Set(values).size < values.length)) {
    return `the list "${typeName}" of ${name} must have different words, separated by |`;
  }
  const type = values ? 'choice' : TYPES.find((known) => known === typeName);
  if (!type) return `the type of ${name} must be one of ${TYPES.join(', ')} or a list as a|b, not "${typeName}"`;

  if (words.length === 1 && words[0] === '=') return `the default of ${name} is missing after =`;
  const defaultText = words[0] === '=' ? words.splice(0, 2)[1] : undefined;
  const bounds = words[0]?.startsWith('[') ? words.shift() : undefined;
  const [, minText, maxText] = bounds === undefined ? [] : (/^\[(\S+)\.\.(\S+)\]$/.exec(bounds) ?? []);
  if (bounds !== undefined && (minText === undefined || maxText === undefined)) {
    return `the bounds of ${name} must look like [1..100], not "${bounds}"`;
  }
  if (bounds !== undefined && !BOUNDED.includes(type)) return `${name} is of type ${typeName}, which has no bounds`;
  const description = words.join(' ');
  if (!description) return `${name} lacks a description`;

  const param: ParamDefinition = {
    name,
    type,
    default: null,
    required: defaultText === undefined,
    min: null,
    max: type === 'text' ? MAX_TEXT : null,
    values,
    description,
    line,
  };
  const boundParam: Param = type === 'text' ? { ...param, type: 'integer', min: 0, max: null } : { ...param };
  try {
    if (minText !== undefined) param.min = parseParam(boundParam, minText).value as Param['min'];
    if (maxText !== undefined) param.max = parseParam(boundParam, maxText).value as Param['max'];
  } catch (error) {
    if (error instanceof ParamError) return `the bounds "${bounds}" of ${name}: ${error.message}`;
    throw error;
  }
  if (param.min !== null && param.max !== null && param.min > param.max)
    return `the bounds "${bounds}" of ${name} have a minimum above the maximum`;
  if (defaultText === undefined || defaultText === 'null') return param;
  try {
    const { value } = parseParam(param, defaultText);
    // Time zones keep their spelling, which is checked against the database's zone names later.
    param.default = type === 'timezone' ? defaultText : value;
  } catch (error) {
    if (error instanceof ParamError) return `the default "${defaultText}" of ${name}: ${error.message}`;
    throw error;
  }
  return param;
}
