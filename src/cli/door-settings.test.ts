import { describe, expect, it } from "vitest";
import { doorSettings } from "./door-settings.ts";

const asked = (host: string, hostNames: readonly string[] = [], env: Record<string, string> = {}) => doorSettings({ host, hostNames }, env);
const refusalOf = (settings: ReturnType<typeof doorSettings>): string => ("refusal" in settings ? settings.refusal : "");

describe("where the server listens", () => {
  it("is this machine alone, and then asks for nothing", () => {
    for (const host of ["127.0.0.1", "localhost", "::1"])
      expect(asked(host), host).toMatchObject({ thisMachineOnly: true, hostNames: [], plainHttp: false });
  });

  it("is a network only under a name and behind encryption", () => {
    expect(refusalOf(asked("0.0.0.0"))).toContain("--host-name");
    expect(refusalOf(asked("0.0.0.0", ["billing.example.org"]))).toContain("CLAIMWRIGHT_PROXY");
    expect(refusalOf(asked("127.0.0.1", ["billing.example.org"]))).toContain("CLAIMWRIGHT_PROXY");
    expect(asked("0.0.0.0", ["Billing.example.org"], { CLAIMWRIGHT_PROXY: "10.0.0.5, 10.1.0.0/16" })).toEqual({
      thisMachineOnly: false,
      hostNames: ["billing.example.org"],
      proxies: ["10.0.0.5", "10.1.0.0/16"],
      plainHttp: false,
      idleMinutes: undefined,
      secondFactor: "everyone",
    });
    expect(asked("0.0.0.0", [], { CLAIMWRIGHT_HOSTS: "a.example.org,b.example.org", CLAIMWRIGHT_PLAIN_HTTP: "1" })).toMatchObject({
      thisMachineOnly: false,
      hostNames: ["a.example.org", "b.example.org"],
      plainHttp: true,
    });
  });

  it("is never the open demonstration when a proxy stands before it", () => {
    expect(refusalOf(asked("127.0.0.1", [], { CLAIMWRIGHT_PROXY: "loopback" }))).toContain("--host-name");
  });

  it("trusts no proxy at large, and takes no name that is none", () => {
    for (const proxy of ["0.0.0.0/0", "::/0", "true", "*", "everyone", "10.0.0.1/x"])
      expect(refusalOf(asked("0.0.0.0", ["x.example.org"], { CLAIMWRIGHT_PROXY: proxy })), proxy).toContain("CLAIMWRIGHT_PROXY takes");
    for (const name of ["https://x.example.org", "x.example.org:443", "*", "-x"])
      expect(refusalOf(asked("0.0.0.0", [name])), name).toContain("not a host name");
  });

  it("demands a second factor of everyone over a network, of owners or nobody when told so", () => {
    const network = { CLAIMWRIGHT_PROXY: "loopback" };
    expect(asked("127.0.0.1")).toMatchObject({ secondFactor: "nobody" });
    expect(asked("127.0.0.1", ["a.example.org"], network)).toMatchObject({ secondFactor: "everyone" });
    for (const rule of ["everyone", "owners", "nobody"])
      expect(asked("127.0.0.1", [], { CLAIMWRIGHT_SECOND_FACTOR: rule })).toMatchObject({ secondFactor: rule });
    expect(refusalOf(asked("127.0.0.1", [], { CLAIMWRIGHT_SECOND_FACTOR: "off" }))).toContain("owners, everyone, nobody");
  });

  it("ends idle sessions within an hour at the latest", () => {
    for (const minutes of ["0", "4", "61", "soon", "-5"])
      expect(refusalOf(asked("127.0.0.1", [], { CLAIMWRIGHT_IDLE_MINUTES: minutes })), minutes).toContain("5 to 60");
    expect(asked("127.0.0.1", [], { CLAIMWRIGHT_IDLE_MINUTES: "10" })).toMatchObject({ idleMinutes: 10 });
  });
});
