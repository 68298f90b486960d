/** The line of pages below the header: what one may open, from one's chair. */
import { Anchor, Group } from "@mantine/core";
import { Link, useLocation } from "@tanstack/react-router";
import type { Permission } from "../../core/access/permissions.ts";
import type { Chair } from "../../http/contract/practice.ts";
import { useSession } from "../api/queries.ts";
import { useChair } from "./chair.tsx";
import { isAt, type Place, places } from "./navigation.ts";

export function PlaceLinks() {
  const shown = usePlaces();
  return (
    <Group
      component="nav"
      aria-label="Main"
      className="places"
      gap="clamp(10px, 0.95vw, 22px)"
      wrap="nowrap"
      px={{ base: "sm", md: "lg" }}
      maw={1840}
      mx="auto"
    >
      {shown.map((place, index) => (
        <PlaceLink key={place.path} place={place} first={place.apart === true && shown[index - 1]?.apart !== true} />
      ))}
    </Group>
  );
}

function PlaceLink({ place, first }: { readonly place: Place; readonly first: boolean }) {
  const here = useLocation({ select: ({ pathname }) => isAt(place, pathname) });
  const Badge = place.badge;
  return (
    <Anchor
      component={Link}
      to={place.path}
      size="sm"
      underline="never"
      className="nav-link"
      data-here={here}
      aria-current={here ? "page" : undefined}
      data-first={first}
    >
      {place.words}
      {Badge !== undefined && <Badge />}
    </Anchor>
  );
}

/** The pages that the person may open. */
export function usePlaces(): readonly Place[] {
  const permissions = useSession().data?.user.permissions ?? [];
  const { chair } = useChair();
  return placesFor((permission) => permissions.includes(permission), chair);
}

function placesFor(may: (permission: Permission) => boolean, chair: Chair): readonly Place[] {
  return places.filter(({ permission, chairs }) => may(permission) && (chairs === undefined || chairs.includes(chair)));
}
