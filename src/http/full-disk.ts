/** When the disk is full, everything can be looked at and nothing saved: told plainly, before anything is tried. */
import type { FastifyInstance } from "fastify";
import type { DiskRoom } from "../app/disk-room.ts";

/** HTTP: the server cannot store what the request needs stored. */
export const insufficientStorage = 507;

export const diskFull = {
  problem: "disk-full",
  message: "The server's disk is full: everything can be looked at, nothing can be saved until there is room. Nothing was half done.",
  fix: "Tell whoever runs the server. Saving goes on by itself when there is room; what you typed is still on this page.",
} as const;

const reading: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);
/** Coming in and going out write a row of a few bytes, and without them nobody could look. */
const door = "/api/v1/door/";
/** Terminology is asked by POST as well, and nothing is kept of it. */
const terminology = "/fhir/";

export function refuseWritesWhenFull(server: FastifyInstance, room: DiskRoom): void {
  server.addHook("onRequest", async (request, reply) => {
    if (reading.has(request.method) || request.url.startsWith(door) || request.url.startsWith(terminology)) return undefined;
    return (await room.isFull()) ? reply.status(insufficientStorage).send(diskFull) : undefined;
  });
}
