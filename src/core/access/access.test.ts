import { describe, expect, it } from "vitest";
import { allPermissions } from "./permissions.ts";
import { usualPurpose } from "./purposes.ts";
import { keyPermissions, mayGrant, permissionsOf, roles } from "./roles.ts";

describe("roles", () => {
  it("give the owner everything and nobody else everything", () => {
    expect([...permissionsOf("owner")].sort()).toEqual([...allPermissions].sort());
    for (const role of roles.filter((one) => one !== "owner")) expect(permissionsOf(role).size, role).toBeLessThan(allPermissions.length);
  });

  it("keep money and patient contact from a coder, codes from a biller, notes from the front desk", () => {
    const has = (role: Parameters<typeof permissionsOf>[0], permission: Parameters<ReturnType<typeof permissionsOf>["has"]>[0]) =>
      permissionsOf(role).has(permission);
    expect(has("coder", "payments:take") || has("coder", "statements:read") || has("coder", "claims:file")).toBe(false);
    expect(has("biller", "coding:write") || has("biller", "money:approve")).toBe(false);
    expect(has("front-desk", "notes:read") || has("front-desk", "claims:file")).toBe(false);
    expect(has("clinician", "visits:read") && !has("clinician", "coding:write")).toBe(true);
  });

  it("let an auditor look and never change anything but their own reviews", () => {
    const changing = [...permissionsOf("auditor")].filter((one) => !/:(read|list|export)$/.test(one));
    expect(changing).toEqual(["reviews:take", "reviews:manage"]);
  });

  it("keep reviews of coding from students, and samples and everybody's accuracy from coders", () => {
    const who = (permission: "reviews:take" | "reviews:manage") => roles.filter((one) => permissionsOf(one).has(permission));
    expect(who("reviews:take")).toEqual(["owner", "manager", "coder", "coder-and-biller", "auditor", "instructor"]);
    expect(who("reviews:manage")).toEqual(["owner", "manager", "auditor", "instructor"]);
  });

  it("use every permission somewhere below the owner, but for those that are the owner's alone", () => {
    const below = new Set(roles.filter((one) => one !== "owner").flatMap((role) => [...permissionsOf(role)]));
    expect(allPermissions.filter((one) => !below.has(one))).toEqual(["keys:manage", "operations:read"]);
  });
});

describe("granting", () => {
  it("never gives more than the granter has", () => {
    for (const granter of roles)
      for (const role of roles)
        if (mayGrant(permissionsOf(granter), role))
          for (const permission of permissionsOf(role)) expect(permissionsOf(granter).has(permission), `${granter} → ${role}`).toBe(true);
    expect(roles.filter((role) => mayGrant(permissionsOf("manager"), role))).toEqual([]);
    expect(mayGrant(permissionsOf("instructor"), "student")).toBe(true);
    expect(mayGrant(permissionsOf("instructor"), "owner")).toBe(false);
    expect(mayGrant(permissionsOf("owner"), "owner")).toBe(true);
  });
});

it("gives a key no more than its maker has, and never what lets people in", () => {
  expect(keyPermissions(permissionsOf("coder"))).toEqual([
    "practice:read",
    "codes:read",
    "visits:list",
    "visits:read",
    "notes:read",
    "coding:write",
    "coding:teach",
    "work:write",
    "claims:prepare",
  ]);
  expect(keyPermissions(permissionsOf("owner"))).not.toEqual(expect.arrayContaining(["users:manage"]));
  expect(keyPermissions(permissionsOf("owner")).length).toBe(allPermissions.length - 9);
});

it("names the usual purpose of each role", () => {
  expect(roles.map((role) => usualPurpose(role))).toEqual([
    "operations",
    "operations",
    "payment",
    "payment",
    "payment",
    "payment",
    "treatment",
    "operations",
    "teaching",
    "teaching",
  ]);
});
