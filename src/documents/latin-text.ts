/** Text as the built-in PDF fonts can show it (Windows-1252): other letters lose their marks, what is left becomes "?". */
export function latinText(text: string): string {
  return [...text.normalize("NFC")].map((letter) => (isLatin(letter) ? letter : nearest(letter))).join("");
}

const typographic = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";

function isLatin(letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0;
  return code === 10 || (code >= 32 && code <= 126) || (code >= 160 && code <= 255) || typographic.includes(letter);
}

function nearest(letter: string): string {
  const plain = letter.normalize("NFD").replace(/\p{M}/gu, "");
  return plain !== "" && [...plain].every(isLatin) ? plain : "?";
}
