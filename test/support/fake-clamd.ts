/** A small clamd that speaks the real protocol (zPING, zINSTREAM with lengths), and can be slow, silent, or cut off. */
import { createServer, type Socket } from "node:net";

/** What it finds, as the scanners' own test file does: a text that nothing else has. */
export const harmfulText = "X-CLAIMWRIGHT-TEST-MALWARE";

export type Mood = "well" | "silent" | "half" | "hangs-up" | "small" | "nonsense" | "endless" | "slow";

export interface FakeClamd {
  mood: Mood;
  /** Whole streams that it has had. */
  readonly streams: Buffer[];
  readonly port: number;
  readonly close: () => Promise<void>;
}

export async function openFakeClamd(path?: string): Promise<FakeClamd> {
  const streams: Buffer[] = [];
  const sockets = new Set<Socket>();
  const clamd = { mood: "well" as Mood, streams, port: 0, close: async () => {} };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
    let bytes = Buffer.alloc(0);
    if (clamd.mood === "hangs-up") socket.once("data", () => socket.destroy());
    else
      socket.on("data", (piece) => {
        bytes = Buffer.concat([bytes, piece]);
        const answer = answerTo(bytes, clamd.mood, streams);
        if (answer !== undefined) void say(socket, answer, clamd.mood);
      });
  });
  await new Promise<void>((ready) => {
    if (path === undefined) server.listen(0, "127.0.0.1", ready);
    else server.listen(path, ready);
  });
  const address = server.address();
  clamd.port = typeof address === "object" && address !== null ? address.port : 0;
  clamd.close = () =>
    new Promise((closed) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => closed());
    });
  return clamd;
}

/** Undefined while the request is not whole. */
function answerTo(bytes: Buffer, mood: Mood, streams: Buffer[]): string | undefined {
  const end = bytes.indexOf(0);
  if (end === -1) return undefined;
  const command = bytes.subarray(0, end).toString();
  if (command === "zPING") return "PONG\0";
  if (command !== "zINSTREAM") return "UNKNOWN COMMAND\0";
  const parts: Buffer[] = [];
  for (let at = end + 1; at + 4 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    if (length === 0) {
      const stream = Buffer.concat(parts);
      streams.push(stream);
      return stream.includes(harmfulText) ? "stream: Claimwright.Test-1 FOUND\0" : "stream: OK\0";
    }
    if (at + 4 + length > bytes.length) return undefined;
    parts.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
    if (mood === "small") return "INSTREAM size limit exceeded. ERROR\0";
  }
  return undefined;
}

async function say(socket: Socket, answer: string, mood: Mood): Promise<void> {
  if (mood === "silent") return;
  if (mood === "half") socket.end(answer.slice(0, 9));
  else if (mood === "nonsense") socket.end("stream: perhaps\0");
  else if (mood === "endless") socket.write("stream: ".repeat(2_000));
  else if (mood === "slow")
    for (const letter of answer) {
      socket.write(letter);
      await new Promise((done) => setTimeout(done, 5));
    }
  else socket.end(answer);
}
