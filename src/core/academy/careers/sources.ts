import type { Source } from "./model.ts";

export const sources: readonly Source[] = [
  { key: "aapc", name: "AAPC, its own pages", address: "https://www.aapc.com/certifications" },
  {
    key: "aapc-reported",
    name: "AAPC's fees and rules as other pages repeat them",
    address: "https://www.aapc.com/certifications",
    caution: "Pages differ. Look at AAPC's own page before you pay.",
  },
  { key: "ahima", name: "AHIMA, its own pages", address: "https://www.ahima.org/certification-careers" },
  {
    key: "ahima-reported",
    name: "AHIMA's fees and formats as other pages repeat them",
    address: "https://www.ahima.org/certification-careers",
    caution: "Fees and item counts are reported differently. The candidate guide of the year decides.",
  },
  { key: "pmi", name: "Practice Management Institute", address: "https://www.pmimd.com", caution: "An older page." },
  { key: "nha", name: "National Healthcareer Association, as other pages repeat it", address: "https://www.nhanow.com" },
  { key: "hfma", name: "Healthcare Financial Management Association", address: "https://www.hfma.org" },
  {
    key: "bls-oews",
    name: "US Bureau of Labor Statistics, Occupational Employment and Wage Statistics",
    address: "https://www.bls.gov/oes",
    caution: "National, all employers and all years of experience. First jobs usually pay less than the median.",
  },
  {
    key: "bls-projections",
    name: "US Bureau of Labor Statistics, Employment Projections",
    address: "https://www.bls.gov/emp",
    caution: "A projection over ten years, another product than the wage survey.",
  },
  {
    key: "aapc-survey",
    name: "AAPC's survey of its members",
    caution: "What members report of themselves, over mixed roles and years of experience. Not comparable with the Bureau's figures.",
  },
  { key: "payscale-2021", name: "PayScale, as a consumer article of 2021 gives it", caution: "Self-reported." },
  { key: "programme-prices", name: "Prices of programmes as a consumer article of 2021 and schools' pages give them" },
  {
    key: "trade",
    name: "What is usual in the trade",
    caution: "Our own account of common practice; no publisher stands behind it.",
  },
];
