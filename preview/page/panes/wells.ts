import type { Well } from "../data/roles.ts";
import type { Change, PagePart, Shown } from "../shown.ts";
import { create } from "../widgets/element.ts";
import { keepFocusIn } from "../widgets/keepFocusIn.ts";
import { buildSelect } from "../widgets/select.ts";
import { nameField, nameMeasure } from "./fieldNames.ts";

/** The wells: for each role the fields that are in it, and a list to put another one in. */
export function createWells(change: Change): PagePart {
  const element = create("div", { class: "wells" });
  return {
    element,
    show: (shown) => {
      keepFocusIn(element, () => {
        element.replaceChildren(...shown.wells.map((well) => buildWell(well, shown, change)));
      });
    },
  };
}

function buildWell(well: Well, shown: Shown, change: Change): HTMLElement {
  const { role, limit } = well;
  const names = shown.state.roles[role.name] ?? [];
  const caption = captionOf(well, shown);
  const put = (place: number, name: string): void => {
    const next = names.toSpliced(place, 1, ...(name === "" ? [] : [name]));
    change({ roles: { ...shown.state.roles, [role.name]: [...new Set(next)] } });
  };
  const places = Math.min(names.length + 1, limit);
  const selects = Array.from({ length: places }, (_, place) => {
    const label = limit === 1 ? caption : shown.words.say("level", caption, String(place + 1));
    const select = buildSelect(
      label,
      listChoices(well, shown, names[place]),
      place === 0 ? role.name : `${role.name}${place + 1}`,
    );
    select.value = names[place] ?? "";
    select.dataset["key"] = select.name;
    select.classList.toggle("empty", place >= names.length);
    select.addEventListener("change", () => {
      put(place, select.value);
    });
    return select;
  });
  return create(
    "div",
    { class: "well", role: "group", "aria-label": caption },
    create("span", { class: "well-name" }, caption),
    ...selects,
  );
}

/** The first choice puts a field in, or takes it out; the others are all fields of the kind. */
function listChoices(
  { kind }: Well,
  { fields, words }: Shown,
  chosen: string | undefined,
): (readonly [string, string])[] {
  const names =
    kind === "category"
      ? [...fields.categories.keys()].map((name) => [name, nameField(name, words)] as const)
      : [...fields.measures.values()].map(({ name }) => [name, nameMeasure(name, words)] as const);
  return [["", words.say(chosen === undefined ? "addField" : "removeField")], ...names];
}

/** The role's name as the package gives it in the reader's language. */
function captionOf({ role }: Well, { payload, state }: Shown): string {
  const { stringResources } = payload.visual;
  const key = role.displayNameKey ?? "";
  return stringResources[state.locale]?.[key] ?? stringResources["en-US"]?.[key] ?? role.displayName ?? role.name;
}
