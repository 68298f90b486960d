/** What the lessons' screens ask. The guide changes with the program only. */
import { useQuery } from "@tanstack/react-query";
import { adviceSchema, guideSchema, type Wish } from "../../http/contract/learn.ts";
import { ask } from "./client.ts";

export function useGuide() {
  return useQuery({ queryKey: ["learn", "guide"], queryFn: () => ask(guideSchema, "/learn/guide"), staleTime: Number.POSITIVE_INFINITY });
}

export function useAdvice({ work, experience, schooling }: Wish) {
  const query = new URLSearchParams({ work, experience, schooling });
  return useQuery({
    queryKey: ["learn", "advice", work, experience, schooling],
    queryFn: () => ask(adviceSchema, `/learn/advice?${query.toString()}`),
    placeholderData: (previous) => previous,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
