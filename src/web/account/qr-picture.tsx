import { useMemo } from "react";
import { qrCode } from "./qr-code.ts";

const quiet = 4;

/** Dark on white in both schemes: telephones read it so. */
export function QrPicture({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, path } = useMemo(() => {
    const rows = qrCode(text);
    const marks = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x + quiet} ${y + quiet}h1v1h-1z`] : [])));
    return { size: rows.length + 2 * quiet, path: marks.join("") };
  }, [text]);
  return (
    <svg role="img" aria-label={label} className="qr" viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
