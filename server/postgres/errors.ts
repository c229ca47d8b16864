import { ProblemError } from '../shared/problems.ts';

/** An error as PostgreSQL reports it (manual, "Error and Notice Message Fields") and `pg` passes it on. */
interface DatabaseError extends Error {
  severity?: string;
  /** SQLSTATE: manual, appendix A. */
  code?: string;
  position?: string;
  routine?: string;
  hint?: string;
}

/** An SQL error. Its SQLSTATE and position are for the log and for the query's author; they are never sent to a client. */
export class SqlError extends ProblemError {
  /** SQLSTATE. */
  readonly state: string;
  /** Position in the statement, in characters from 1; 0 if PostgreSQL gave none. */
  position: number;

  constructor(error: DatabaseError, detail = 'The query failed in the database. The gateway’s log has the reason.') {
    super('internal', detail, { cause: error });
    this.state = error.code ?? '';
    this.position = Number(error.position ?? 0);
  }

  /** The SQLSTATE with its name. PostgreSQL's message is left out, because it may quote values of rows. */
  get meaning(): string {
    const meaning = MEANINGS[this.state] ?? MEANINGS[this.state.slice(0, 2)];
    return `SQLSTATE ${this.state}${meaning ? `, ${meaning}` : ''}`;
  }

  /** PostgreSQL's message if it is about the statement's text, which its author knows; else the SQLSTATE. */
  get words(): string {
    return this.#isAboutText && this.cause instanceof Error ? this.cause.message : this.meaning;
  }

  /** PostgreSQL's hint on how to change the statement. */
  get hint(): string | undefined {
    return this.#isAboutText ? (this.cause as DatabaseError).hint : undefined;
  }

  /** The function of the server's source that reported the error. */
  get routine(): string | undefined {
    return (this.cause as DatabaseError).routine;
  }

  get #isAboutText(): boolean {
    return this.position > 0 || /^(0A|25|42)/.test(this.state);
  }
}

/** `row_security` is off, and a policy would filter the rows of a table. The problem names the table. */
export class RowSecurityError extends SqlError {
  constructor(error: DatabaseError) {
    // The text depends on `lc_messages`, its quotation marks too.
    const [table = 'a table'] = /["\u00AB\u201C\u201E].+["\u00BB\u201C\u201D]/.exec(error.message) ?? [];
    super(error, `Row-level security filters ${table} for the gateway’s role. Exempt the role or set ROW_SECURITY=on.`);
  }
}

/** Names of SQLSTATEs and of their classes (manual, appendix A) that a query can raise after it was planned. */
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
  '22P05': 'untranslatable character',
  '25': 'invalid transaction state',
  '2F': 'SQL routine exception',
  '42': 'syntax error or access rule violation',
  '42501': 'insufficient privilege',
  '42703': 'undefined column',
  '42P01': 'undefined table',
  '54': 'program limit exceeded',
  '55': 'object not in prerequisite state',
  P0: 'PL/pgSQL error',
  XX: 'internal error',
};

/** A standby cancelled the query in a conflict with recovery. A retry on a new snapshot can succeed at once. */
export class ConflictError extends ProblemError {
  constructor(cause: Error) {
    super('database-unavailable', 'The database cancelled the query. Try again in a moment.', { cause });
  }
}

/** `serialization_failure` and `deadlock_detected`: in a read-only transaction, conflicts with recovery only. */
const CONFLICT = /^40(001|P01)$/;

/** SQLSTATEs of a server that shuts down, terminated the session or refused the connection. */
const UNAVAILABLE = /^(08|25P0[34]|28|3D|57P|58)/;

/** PostgreSQL reports a wrong number of parameters as class 08. Poolers use the same code, but name no routine. */
const isQueryFault = ({ code, routine }: DatabaseError) => code === '08P01' && routine === 'exec_bind_message';

/** The problem for an error of `pg`. */
export function classify(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  const cause = error as DatabaseError;
  const state = cause.code ?? '';
  if (CONFLICT.test(state)) return new ConflictError(cause);
  if (state === '57014') {
    return new ProblemError('timeout', 'The query ran longer than STATEMENT_TIMEOUT_MS allows.', { cause });
  }
  if (state.startsWith('53')) {
    return new ProblemError('overloaded', 'The database has no capacity left. Try again in a moment.', { cause });
  }
  if (state === '42501' && cause.routine === 'check_enable_rls') return new RowSecurityError(cause);
  // Only the server's own errors have a severity; its text depends on `lc_messages`.
  if (cause.severity !== undefined && (!UNAVAILABLE.test(state) || isQueryFault(cause))) return new SqlError(cause);
  return new ProblemError('database-unavailable', 'The database cannot be reached. Try again in a moment.', { cause });
}

/** An error with its cause, in one line and without values of rows. */
export function explain(error: Error): string {
  const reason = reasonOf(error);
  if (error instanceof SqlError) {
    return `The query failed in the database with ${reason}; psql shows the message, which may quote values of people.`;
  }
  return reason === error.message ? reason : `${error.message} (${reason})`;
}

/** The cause of an error, as far as it is known. */
export function reasonOf(error: Error): string {
  if (error instanceof SqlError) return error.meaning;
  if (!(error instanceof ProblemError && error.cause instanceof Error)) return error.message;
  // Node's error for a host name with several addresses has a code, but no message.
  const { message, code } = error.cause as NodeJS.ErrnoException;
  return message || (code ?? error.message);
}
