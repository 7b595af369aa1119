import type { Change, PagePart, Shown } from "../shown.ts";
import { themes } from "../state.ts";
import { create } from "../widgets/element.ts";
import { buildSelect, setChoices } from "../widgets/select.ts";
import { listFigures, tellTalks } from "./figures.ts";

/** The words and figures of the data, and the choices of the report: theme and language. */
export function createHeader(locales: readonly string[], change: Change): PagePart {
  const title = create("h1");
  const lede = create("p", { class: "lede" });
  const figures = create("dl", { class: "figures" });
  const theme = createChoice("theme", (value) => {
    change({ theme: themes.find((name) => name === value) ?? "light" });
  });
  const locale = createChoice("locale", (value) => {
    change({ locale: value });
  });
  return {
    element: create(
      "header",
      { class: "top" },
      create("div", { class: "intro" }, create("p", { class: "brand" }, "Flow Chord"), title, lede),
      figures,
      create("div", { class: "choices" }, theme.element, locale.element),
    ),
    show: ({ payload, fields, words, state }: Shown) => {
      title.textContent = words.say("title");
      lede.textContent = tellTalks(payload.figures, words).join(" ");
      figures.setAttribute("aria-label", words.say("figures"));
      figures.replaceChildren(...listFigures(payload.figures, fields, words));
      theme.show(
        words.say("theme"),
        state.theme,
        themes.map((name) => [name, words.say(`theme_${name}`)] as const),
      );
      locale.show(
        words.say("language"),
        state.locale,
        locales.map((name) => [name, nameLocale(name, locales)] as const),
      );
    },
  };
}

function createChoice(name: string, onChoose: (value: string) => void) {
  const caption = create("span");
  const select = buildSelect("", [], name);
  select.removeAttribute("aria-label");
  select.addEventListener("change", () => {
    onChoose(select.value);
  });
  return {
    element: create("label", { class: name }, caption, select),
    show: (label: string, value: string, choices: readonly (readonly [string, string])[]): void => {
      caption.textContent = label;
      setChoices(select, choices);
      select.value = value;
    },
  };
}

/** A language by its own name, as who looks for it may read no other; with its country where several have it. */
function nameLocale(locale: string, locales: readonly string[]): string {
  const { language } = new Intl.Locale(locale);
  const isOnly = locales.filter((other) => new Intl.Locale(other).language === language).length === 1;
  const wanted = isOnly ? language : locale;
  const name = new Intl.DisplayNames([locale], { type: "language", languageDisplay: "standard" }).of(wanted) ?? locale;
  return name.slice(0, 1).toLocaleUpperCase(locale) + name.slice(1);
}
