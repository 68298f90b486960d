/** The drawing of a statement for who has one already and needs no database: the command line's measure. */
export { drawStatement } from "../documents/statement-pdf.ts";
