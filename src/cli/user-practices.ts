/** `claimwright user practice …` and `user company …`: practices, and billing companies that work for several. */
import { addPracticeByOperator, companies, listPractices } from "../app/access/operate.ts";
import type { App } from "../app/context.ts";
import { id } from "../core/kernel/id.ts";
import { UsageError } from "./io.ts";
import { done, practiceOf, roleOf, type Surroundings, sayLink } from "./user-arguments.ts";

export async function runPractice(app: App, [action, name]: readonly string[], { io, options }: Surroundings): Promise<void> {
  if (action === "add" && name !== undefined && name.trim() !== "") {
    io.out(`Practice ${await addPracticeByOperator(app, name.trim())} is made: ${name.trim()}\n`);
    return;
  }
  if (action !== "list") throw new UsageError('user practice: list, or add "Name of the practice".');
  for (const practice of await listPractices(app)) {
    if (options.json) io.out(`${JSON.stringify(practice)}\n`);
    else io.out(`${practice.practiceId}  ${practice.name}${practice.demonstration ? "  [demonstration]" : ""}\n`);
  }
}

const companyUsage = 'user company: list, add "Name", practice COMPANY N, leave N, member COMPANY LOGIN ROLE, or remove COMPANY LOGIN.';

export async function runCompany(app: App, [action, ...rest]: readonly string[], { io, options }: Surroundings): Promise<void> {
  const [first, second, third] = rest;
  switch (action) {
    case "list":
      for (const company of await companies.list(app)) {
        const { name, practices, members } = company;
        if (options.json) io.out(`${JSON.stringify(company)}\n`);
        else
          io.out(
            `${company.id}  ${name}  practices ${practices.join(", ") || "none"}  ${members.map((one) => `${one.login} (${one.role}${one.accepted ? "" : ", invited"})`).join(", ")}\n`,
          );
      }
      return;
    case "add":
      if (first === undefined || first.trim() === "") break;
      io.out(`Company ${await companies.add(app, first.trim())} is made: ${first.trim()}\n`);
      return;
    case "practice":
      await companies.setPractice(app, await practiceOf(app, second ?? ""), await companyOf(app, first));
      io.out(`Company ${first} works for practice ${second} from now on.\n`);
      return;
    case "leave":
      await companies.setPractice(app, await practiceOf(app, first ?? ""), undefined);
      io.out(`No company works for practice ${first} any more.\n`);
      return;
    case "member": {
      const { link } = done(
        await companies.setMember(app, { companyId: await companyOf(app, first), login: second ?? "", role: roleOf(third) }),
      );
      io.out(`${second} is ${third} in every practice of company ${first}${link === undefined ? "" : " once they accept"}.\n`);
      if (link !== undefined) sayLink(io, link);
      return;
    }
    case "remove":
      done(await companies.setMember(app, { companyId: await companyOf(app, first), login: second ?? "", role: undefined }));
      io.out(`${second} no longer works for company ${first}.\n`);
      return;
    default:
  }
  throw new UsageError(companyUsage);
}

async function companyOf(app: App, given: string | undefined) {
  const found = (await companies.list(app)).find((company) => String(company.id) === given);
  if (found === undefined) throw new UsageError(`user company: there is no company ${given ?? ""}; \`user company list\` shows them.`);
  return id<"organisation">(found.id);
}
