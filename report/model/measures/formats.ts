const steps = [
  { below: "1E3", pattern: '#,0"" B""' },
  { below: "1E6", pattern: '#,0,.0"" kB""' },
  { below: "1E9", pattern: '#,0,,.0"" MB""' },
  { below: "1E12", pattern: '#,0,,,.0"" GB""' },
];

/**
 * A format string for bytes that follows the amount, in powers of 1000 as the visual shows them. Each comma before the
 * point divides by a thousand.
 */
export const byteFormatDax = `VAR Amount = ABS ( SELECTEDMEASURE () )
RETURN
    SWITCH (
        TRUE (),
${steps.map(({ below, pattern }) => `        Amount < ${below}, "${pattern}",`).join("\n")}
        "#,0,,,,.0"" TB"""
    )`;

export const changeFormat = "+0.0 %;-0.0 %;0.0 %";
