/** Moments in the time of whoever looks, and browsers in words. */
const format = new Intl.DateTimeFormat("en-US", { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" });

export function momentWords(instant: string): string {
  return format.format(new Date(instant));
}

/** "Firefox on Windows", from what a browser says of itself. */
export function agentWords(agent: string): string {
  const browser = (
    [
      [/Edg\//, "Edge"],
      [/OPR\//, "Opera"],
      [/Firefox\//, "Firefox"],
      [/Chrome\//, "Chrome"],
      [/Safari\//, "Safari"],
    ] as const
  ).find(([pattern]) => pattern.test(agent))?.[1];
  const system = (
    [
      [/iPhone|iPad/, "iOS"],
      [/Android/, "Android"],
      [/Windows/, "Windows"],
      [/Mac OS X/, "macOS"],
      [/Linux/, "Linux"],
    ] as const
  ).find(([pattern]) => pattern.test(agent))?.[1];
  if (browser === undefined) return agent === "" ? "unknown program" : agent.slice(0, 40);
  return system === undefined ? browser : `${browser} on ${system}`;
}
