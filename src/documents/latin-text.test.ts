import { describe, expect, it } from "vitest";
import { latinText } from "./latin-text.ts";

describe("latin text", () => {
  it("keeps what the fonts have, and takes the nearest letter for the rest", () => {
    expect(latinText("José Nuñez – $5\n2")).toBe("José Nuñez – $5\n2");
    expect(latinText("Dvořák Łukasz 李")).toBe("Dvorák ?ukasz ?");
  });
});
