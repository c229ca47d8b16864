import { ProblemError } from '../shared/problems.ts';

/** What PostgreSQL says of an error (manual, "Error and Notice Message Fields"), as `pg` hands it on. */
interface Reported extends Error {
  severity?: string;
  /** SQLSTATE: manual, appendix A. */
  code?: string;
  position?: string;
  routine?: string;
}

/** An SQL error with what a query's author needs of it; never sent to a client. */
export class SqlError extends ProblemError {
  /** SQLSTATE. */
  readonly state: string;
  /** Where in the statement, from 1, in characters; 0: nowhere in particular. */
  readonly position: number;

  constructor(error: Reported) {
    super('internal', 'The query failed in the database; the log says why.', { cause: error });
    this.state = error.code ?? '';
    this.position = Number(error.position ?? 0);
  }

  /** What its SQLSTATE says. PostgreSQL's own words may quote values of people, and logs of builds are read by many. */
  get meaning(): string {
    const meaning = MEANINGS[this.state] ?? MEANINGS[this.state.slice(0, 2)];
    return `SQLSTATE ${this.state}${meaning ? `, ${meaning}` : ''}`;
  }

  /** PostgreSQL's own words where they are about the statement's text, which is no secret to its author; else the SQLSTATE. */
  get words(): string {
    const isOfText = this.position > 0 || /^(0A|25|42)/.test(this.state);
    return isOfText && this.cause instanceof Error ? this.cause.message : this.meaning;
  }
}

/** SQLSTATEs and their classes as the manual's appendix A names them: those that a query which was planned may still meet. */
const MEANINGS: Record<string, string> = {
  '0A': 'feature not supported',
  '21': 'cardinality violation',
  '22': 'data exception',
  '22003': 'numeric value out of range',
  '22007': 'invalid datetime format',
  '22008': 'datetime field overflow',
  '22012': 'division by zero',
  '22023': 'invalid parameter value',
  '22P02': 'invalid text representation',
  '25': 'invalid transaction state',
  '2F': 'SQL routine exception',
  '42': 'syntax error or access rule violation',
  '42501': 'insufficient privilege',
  '54': 'program limit exceeded',
  '55': 'object not in prerequisite state',
  P0: 'PL/pgSQL error',
  XX: 'internal error',
};

/** A standby broke the query off, because what it had still to read was gone at the primary: worth another try at once. */
export class ConflictError extends ProblemError {
  constructor(cause: Error) {
    super('database-unavailable', 'The database had to break the query off; try again soon.', { cause });
  }
}

/** `serialization_failure` and `deadlock_detected`: a read-only transaction meets them in a conflict with recovery alone. */
const CONFLICT = /^40(001|P01)$/;

/** Of a server that is going, gone, has ended our session or not let us in. */
const UNAVAILABLE = /^(08|25P0[34]|28|3D|57P|58)/;

/** PostgreSQL also blames a query's text with a code of class 08; poolers, which use it too, name no routine. */
const isQuerysFault = ({ code, routine }: Reported) => code === '08P01' && routine === 'exec_bind_message';

/** The problem that an error of `pg` comes down to. */
export function classify(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  const cause = error as Reported;
  const state = cause.code ?? '';
  if (CONFLICT.test(state)) return new ConflictError(cause);
  if (state === '57014') {
    return new ProblemError('timeout', 'The query ran for longer than the gateway allows.', { cause });
  }
  if (state.startsWith('53')) {
    return new ProblemError('overloaded', 'The database has no room for this now; try again soon.', { cause });
  }
  // Only PostgreSQL's own answers have a severity; its words are of the server's language.
  if (cause.severity !== undefined && (!UNAVAILABLE.test(state) || isQuerysFault(cause))) return new SqlError(cause);
  return new ProblemError('database-unavailable', 'The database cannot be reached; try again soon.', { cause });
}

/** An error in plain words, with what led to it, but without values of people. */
export function explain(error: Error): string {
  const reason = reasonOf(error);
  if (error instanceof SqlError) {
    return `The query failed in the database with ${reason}; psql shows the message, which may quote values of people.`;
  }
  return reason === error.message ? reason : `${error.message} (${reason})`;
}

/** What led to it, as far as it is known. */
export function reasonOf(error: Error): string {
  if (error instanceof SqlError) return error.meaning;
  if (!(error instanceof ProblemError && error.cause instanceof Error)) return error.message;
  // Where a name has several addresses and none answers, only the code is left.
  const { message, code } = error.cause as NodeJS.ErrnoException;
  return message || (code ?? error.message);
}
