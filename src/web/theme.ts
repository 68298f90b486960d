/** Calm and dense. Contrast is checked by axe in the browser tests; the resolver darkens Mantine's light variant for it. */
import { createTheme, defaultVariantColorsResolver, type MantineColorsTuple, type VariantColorsResolver } from "@mantine/core";

const petrol: MantineColorsTuple = [
  "#e7f7f8",
  "#d3ebed",
  "#a5d6da",
  "#74c0c6",
  "#4daeb5",
  "#34a3ab",
  "#1f8189",
  "#0f747c",
  "#0b6e75",
  "#04565c",
];

const variantColorResolver: VariantColorsResolver = (input) => {
  const resolved = defaultVariantColorsResolver(input);
  if (input.variant !== "light") return resolved;
  const color = input.color ?? input.theme.primaryColor;
  return {
    ...resolved,
    color: `light-dark(color-mix(in srgb, var(--mantine-color-${color}-9) 65%, black), var(--mantine-color-${color}-2))`,
  };
};

export const theme = createTheme({
  primaryColor: "petrol",
  colors: { petrol },
  primaryShade: { light: 9, dark: 8 },
  autoContrast: true,
  variantColorResolver,
  defaultRadius: "sm",
  fontFamily: "Inter, 'Segoe UI', system-ui, -apple-system, Roboto, 'Helvetica Neue', Arial, sans-serif",
  fontFamilyMonospace: "'JetBrains Mono', ui-monospace, 'Cascadia Code', 'SF Mono', Menlo, Consolas, monospace",
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.25rem" },
  headings: {
    sizes: {
      h1: { fontSize: "1.35rem", lineHeight: "1.3" },
      h2: { fontSize: "1.05rem", lineHeight: "1.35" },
      h3: { fontSize: "0.9rem", lineHeight: "1.4" },
    },
  },
});
