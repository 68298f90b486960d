/** Why a suggestion is not right: one press, with words where one wants to say more. The practice's lexicon learns from it. */
import { Button, Group, TextInput } from "@mantine/core";
import { useState } from "react";
import { type RejectionReason, rejectionReasons } from "./suggestion-state.ts";

export function RejectForm({ code, reject }: { readonly code: string; readonly reject: (reason: RejectionReason, words: string) => void }) {
  const [words, setWords] = useState("");
  return (
    <fieldset className="suggestion-more" aria-label={`Why ${code} is refused`}>
      <Group gap={6}>
        {rejectionReasons.map(({ reason, words: label }, at) => (
          <Button
            key={reason}
            size="compact-xs"
            variant="default"
            autoFocus={at === 0}
            data-autofocus={at === 0}
            onClick={() => reject(reason, words.trim())}
          >
            {label}
          </Button>
        ))}
        <TextInput
          size="xs"
          w={220}
          aria-label="In your words"
          placeholder="in your words, if you like"
          maxLength={300}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter") reject("other", words.trim());
          }}
        />
      </Group>
    </fieldset>
  );
}
