/** Where the server listens and under which names, and what it demands there. On this machine alone little; over a network much. */
import { isIP } from "node:net";
import { type SecondFactorRule, secondFactorRules } from "../core/access/second-factor-rule.ts";

export interface DoorSettings {
  /** Nobody but this machine reaches it: then a demonstration opens without a password. */
  readonly thisMachineOnly: boolean;
  readonly hostNames: readonly string[];
  readonly proxies: readonly string[];
  readonly plainHttp: boolean;
  readonly idleMinutes: number | undefined;
  readonly secondFactor: SecondFactorRule;
}

const loopback = new Set(["127.0.0.1", "localhost", "::1"]);
/** Minutes. Below the least the warning would stand there all the time. */
const leastIdle = 5;
const longestIdle = 60;

/** The settings, or in plain words why the server does not start with them. */
export function doorSettings(
  { host, hostNames }: { readonly host: string; readonly hostNames: readonly string[] },
  env: Readonly<Record<string, string | undefined>>,
): DoorSettings | { readonly refusal: string } {
  const names = [...hostNames, ...wordsOf(env.CLAIMWRIGHT_HOSTS)].map((name) => name.toLowerCase());
  const proxies = wordsOf(env.CLAIMWRIGHT_PROXY);
  const plainHttp = env.CLAIMWRIGHT_PLAIN_HTTP === "1";
  const idle = env.CLAIMWRIGHT_IDLE_MINUTES;
  const refuse = (refusal: string) => ({ refusal });
  const badName = names.find((name) => !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(name));
  if (badName !== undefined) return refuse(`"${badName}" is not a host name: give it without https:// and without a port.`);
  const badProxy = proxies.find((proxy) => !isProxy(proxy));
  if (badProxy !== undefined)
    return refuse(`CLAIMWRIGHT_PROXY takes addresses such as 10.0.0.5 or 10.0.0.0/24, or the word loopback; not "${badProxy}".`);
  if (idle !== undefined && !(/^\d{1,2}$/.test(idle) && Number(idle) >= leastIdle && Number(idle) <= longestIdle))
    return refuse(`CLAIMWRIGHT_IDLE_MINUTES takes ${leastIdle} to ${longestIdle}.`);
  const thisMachineOnly = loopback.has(host) && names.length === 0 && proxies.length === 0;
  if (!thisMachineOnly && names.length === 0)
    return refuse(
      "say under which name people reach the server, with --host-name billing.example.org (or CLAIMWRIGHT_HOSTS); it answers to no other.",
    );
  if (!thisMachineOnly && proxies.length === 0 && !plainHttp)
    return refuse(
      "Claimwright does not encrypt by itself: over a network it stands behind a proxy that has the certificate. Name the proxy's address in " +
        "CLAIMWRIGHT_PROXY (loopback when it runs on this machine). For a trial in a closed network, with no real patient, CLAIMWRIGHT_PLAIN_HTTP=1 does without.",
    );
  const wanted = env.CLAIMWRIGHT_SECOND_FACTOR;
  const secondFactor = wanted === undefined ? (thisMachineOnly ? "nobody" : "everyone") : secondFactorRules.find((rule) => rule === wanted);
  if (secondFactor === undefined) return refuse(`CLAIMWRIGHT_SECOND_FACTOR takes ${secondFactorRules.join(", ")}; not "${wanted}".`);
  return {
    thisMachineOnly,
    hostNames: names,
    proxies,
    plainHttp,
    idleMinutes: idle === undefined ? undefined : Number(idle),
    secondFactor,
  };
}

function wordsOf(text: string | undefined): readonly string[] {
  return (text ?? "").split(/[\s,]+/).filter((word) => word !== "");
}

function isProxy(text: string): boolean {
  if (text === "loopback") return true;
  const [address = "", bits, ...more] = text.split("/");
  return isIP(address) !== 0 && more.length === 0 && (bits === undefined || /^\d{1,3}$/.test(bits)) && bits !== "0";
}
