/** The code book as the words of answers. */
import type { CodeBook } from "../core/codebook/model.ts";
import type { CarcWords, CodeWords, DenialCategory } from "../core/remit/code-words.ts";

const categories: readonly DenialCategory[] = [
  "PR",
  "ELG",
  "BEN",
  "COB",
  "AUT",
  "NET",
  "COD",
  "BUN",
  "MN",
  "INF",
  "DOC",
  "DUP",
  "TF",
  "ENR",
  "CON",
  "PEN",
  "APP",
  "REG",
];
const preventable: Readonly<Record<string, CarcWords["preventable"]>> = { Y: "yes", P: "partly", N: "no" };
const appeals: readonly CarcWords["appeal"][] = ["Y", "R", "U", "P", "N"];

export function codeWordsOf(book: CodeBook): CodeWords {
  return {
    carc(code) {
      const found = book.carc(code);
      if (found === undefined) return undefined;
      return {
        title: found.title,
        category: categories.find((one) => one === found.category) ?? "INF",
        preventable: preventable[found.preventable] ?? "no",
        nextAction: found.action,
        appeal: appeals.find((one) => one === found.appeal) ?? "N",
      };
    },
    rarc(code) {
      const found = book.rarc(code);
      if (found === undefined) return undefined;
      const category = categories.find((one) => one === found.category);
      return { title: found.title, alert: found.alert, ...(category === undefined ? {} : { category }) };
    },
    statusCategory: (code) => book.claimStatusCategory(code)?.title,
    status: (code) => book.claimStatus(code)?.title,
  };
}
