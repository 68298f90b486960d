/** `claimwright user …`: people, practices and billing companies, for whoever runs the server. Passwords are typed or piped, never arguments. */
import { parseArgs } from "node:util";
import {
  actByOperator,
  addAccountByOperator,
  listAccounts,
  listSecurityEvents,
  type OperatorAct,
  operatorActs,
  setPasswordByOperator,
  setRoleByOperator,
} from "../app/access/operate.ts";
import type { App } from "../app/context.ts";
import { openWorkplace } from "../app/open-workplace.ts";
import { numberOption } from "./arguments.ts";
import { dataDirOf } from "./data-dir.ts";
import { exitCodes, type Io, UsageError } from "./io.ts";
import { done, practiceOf, roleOf, type Surroundings, sayLink } from "./user-arguments.ts";
import { runCompany, runPractice } from "./user-practices.ts";

const usage =
  "user list, add LOGIN, role LOGIN ROLE, remove LOGIN, password LOGIN, disable, enable, unlock, sign-out, reset-second-factor or link LOGIN, events, practice, company";

export async function run(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      data: { type: "string" },
      practice: { type: "string" },
      name: { type: "string" },
      role: { type: "string" },
      limit: { type: "string" },
      link: { type: "boolean", default: false },
      temporary: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  });
  const { data, ...options } = values;
  const [action, ...rest] = positionals;
  const act = action === undefined ? undefined : (acts[action] ?? accountAct(action));
  if (act === undefined) throw new UsageError(`user: say what to do: ${usage}.`);
  const workplace = await openWorkplace(dataDirOf(data));
  try {
    await act(workplace.app, rest, { io, options });
    return exitCodes.fine;
  } finally {
    await workplace.close();
  }
}

type Act = (app: App, rest: readonly string[], around: Surroundings) => Promise<void>;

const acts: Readonly<Record<string, Act>> = {
  list,
  add,
  password,
  events,
  role: async (app, [login, role], { io, options }) => {
    const practiceId = await practiceOf(app, options.practice);
    done(await setRoleByOperator(app, { login: loginOf(login), role: roleOf(role), practiceId }));
    io.out(`${login} is ${role} in practice ${practiceId}.\n`);
  },
  remove: async (app, [login], { io, options }) => {
    const practiceId = await practiceOf(app, options.practice);
    done(await setRoleByOperator(app, { login: loginOf(login), role: undefined, practiceId }));
    io.out(`${login} no longer works in practice ${practiceId}.\n`);
  },
  practice: runPractice,
  company: runCompany,
};

async function list(app: App, _rest: readonly string[], { io, options }: Surroundings): Promise<void> {
  const wanted = options.practice === undefined ? undefined : await practiceOf(app, options.practice);
  const accounts = (await listAccounts(app)).filter(
    ({ memberships, invitations }) =>
      wanted === undefined || [...memberships, ...invitations].some(({ practiceId }) => practiceId === wanted),
  );
  if (options.json) {
    for (const account of accounts) io.out(`${JSON.stringify(account)}\n`);
    return;
  }
  if (accounts.length === 0) io.out("Nobody has an account yet: claimwright user add LOGIN --name NAME --role owner\n");
  for (const { login, name, memberships, invitations, ...state } of accounts) {
    const marks = [
      state.disabled ? "disabled" : undefined,
      state.locked ? "rests after wrong tries" : undefined,
      state.invited ? "has not chosen a password" : undefined,
      state.secondFactor ? "second factor" : undefined,
    ].filter((mark) => mark !== undefined);
    const where = [
      ...memberships.map(({ practiceId, role }) => `${role} in ${practiceId}`),
      ...invitations.map(({ practiceId, role }) => `invited to ${practiceId} as ${role}`),
    ].join(", ");
    io.out(`${login}  ${name}  ${where === "" ? "in no practice" : where}${marks.length === 0 ? "" : `  [${marks.join(", ")}]`}\n`);
  }
}

async function add(app: App, [given]: readonly string[], { io, options }: Surroundings): Promise<void> {
  const login = loginOf(given);
  const role = roleOf(options.role);
  const name = (options.name ?? "").trim();
  if (name === "") throw new UsageError('user add: say whose login it is: --name "Ruth Stone".');
  const practiceId = await practiceOf(app, options.practice);
  const chosen = options.link ? undefined : { text: await io.secret(`Password of ${login}`), temporary: options.temporary };
  const { known, link } = done(
    await addAccountByOperator(app, { login, name, role, practiceId, ...(chosen === undefined ? {} : { password: chosen }) }),
  );
  if (link === undefined) io.out(`${login} is ${role} in practice ${practiceId}.\n`);
  else {
    const why = known ? "has an account already, whose password others may know" : "is invited";
    io.out(`${login} ${why}: they are ${role} in practice ${practiceId} once they accept.\n`);
    sayLink(io, link);
  }
}

async function password(app: App, [given]: readonly string[], { io, options }: Surroundings): Promise<void> {
  const login = loginOf(given);
  if (options.link) {
    sayLink(io, done(await actByOperator(app, login, "link")).link ?? "");
    return;
  }
  done(await setPasswordByOperator(app, { login, password: await io.secret(`New password of ${login}`), temporary: options.temporary }));
  io.out(
    `${login} has a new password; their sessions ended.${options.temporary ? " They must choose their own at the next sign-in." : ""}\n`,
  );
}

async function events(app: App, _rest: readonly string[], { io, options }: Surroundings): Promise<void> {
  const limit = numberOption(options.limit, { name: "limit", least: 1, most: 10_000, otherwise: 50 });
  for (const event of (await listSecurityEvents(app, limit)).toReversed()) {
    if (options.json) io.out(`${JSON.stringify(event)}\n`);
    else io.out(`${event.at}  ${event.kind}  ${event.login ?? "-"}  ${event.address}  ${event.words}\n`);
  }
}

function accountAct(action: string): Act | undefined {
  const act = operatorActs.find((one): one is OperatorAct => one === action);
  if (act === undefined) return undefined;
  return async (app, [given], { io }) => {
    const login = loginOf(given);
    const { link } = done(await actByOperator(app, login, act));
    if (link === undefined) io.out(`${login}: ${act}, done.\n`);
    else sayLink(io, link);
  };
}

function loginOf(given: string | undefined): string {
  const login = given?.trim().toLowerCase() ?? "";
  if (login === "" || login.length > 200 || /\p{Cc}/u.test(login)) throw new UsageError(`user: give the login: ${usage}.`);
  return login;
}
