import deDe from "../../../stringResources/de-DE/resources.resjson";
import enUs from "../../../stringResources/en-US/resources.resjson";
import esEs from "../../../stringResources/es-ES/resources.resjson";
import frFr from "../../../stringResources/fr-FR/resources.resjson";
import itIt from "../../../stringResources/it-IT/resources.resjson";
import jaJp from "../../../stringResources/ja-JP/resources.resjson";
import koKr from "../../../stringResources/ko-KR/resources.resjson";
import ptBr from "../../../stringResources/pt-BR/resources.resjson";
import zhCn from "../../../stringResources/zh-CN/resources.resjson";
import zhTw from "../../../stringResources/zh-TW/resources.resjson";

type Strings = Readonly<Record<string, string>>;

/** The strings of each language that the visual has, by locale. */
export const languages: Readonly<Record<string, Strings>> = {
  "en-US": enUs,
  "ko-KR": koKr,
  "ja-JP": jaJp,
  "zh-CN": zhCn,
  "zh-TW": zhTw,
  "de-DE": deDe,
  "fr-FR": frFr,
  "es-ES": esEs,
  "pt-BR": ptBr,
  "it-IT": itIt,
};

/** The strings of a locale, in English where the visual does not have it; an unknown key is a mistake. */
export function stringsOf(locale: string): (key: string) => string {
  const strings = languages[locale] ?? enUs;
  return (key) => {
    const text = strings[key];
    if (text === undefined) throw new Error(`there is no text for ${key}`);
    return text;
  };
}
