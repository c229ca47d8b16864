/** A JSON value. Integers and decimals that a double cannot hold exactly are sent as strings. */
export type Value = null | boolean | number | string | Value[] | { [key: string]: Value };

/** A parameter's value in JSON; a URL holds its text form. */
export type ParamValue = string | number | boolean | null;

/** Parameter values by name. */
export type Params = Record<string, ParamValue>;
