/**
 * What uPlot can do and our charts never ask for, as [what its source says, what that is for us]: the bundler then drops
 * the rest, 10 of its 22 KB. All of its class is one function, of which no bundler can leave out a part by itself.
 *
 * @type {[RegExp, string][]}
 */
const facts = [
  // Helpers hung onto the class, but for lines' paths.
  [/^\t?uPlot\.(?!paths)\w+\s*= \w+;$/gm, ''],
  [/^\t*\(paths\.(?!linear)\w+\s*= \w+\);$/gm, ''],
  // Calls for constants that only some of what follows needs.
  [/(?<=^const [^=]+ = )(?=[\w.]+\()/gm, '/* @__PURE__ */ '],
  // Series share their x values: `mode: 1`.
  [/\bmode == 1\b/g, 'true'],
  [/\bmode == 2\b/g, 'false'],
  // Scales are linear: `distr: 1`.
  [/\b(\w+\.d|xScaleD|d)istr\s*== 1\b/g, 'true'],
  [/\b(\w+\.d|xScaleD|d)istr\s*(== [2-9]\d*|>= 3)/g, 'false'],
  [/\b\w+\.distr != 2\b/g, 'true'],
  [/^genIncrs\(2, .*$/m, ''],
  // Ticks, and how they and values are written, are our own, times included: `time: false`.
  [/\bscales\[s\.scale\]\.time\b|\bsc\.time\b|\bisTime\b(?= [?&|])|\bscaleX\.time\b/g, 'false'],
  [/^\tconst _time\w+\s*= .*;$/gm, ''],
  [/ \|\| num(Axis|Series)Vals?\b/g, ''],
  // The latter fails in a browser without a locale, whose language Intl doesn't know.
  [/^const (localTz|numFormatter) = .*;$/gm, ''],
  // Ranges, paddings and which points get a dot, too.
  [/\brn \|\| \([^;]*/, 'rn)'],
  [/!rangeIsArr && isObj\(rn\)|(?<=\brangeIsArr = )isArr\(rn\)/g, 'false'],
  [/\[_min, _max\] = rangeNum\(.*/, '0;'],
  [/\(opts\.padding \|\| .*/, 'opts.padding.map(fnOrSelf);'],
  [/\bshow: seriesPointsShow,/, ''],
  // No legend, no series that stands out at the cursor, no bands between series.
  [/\bshowLegend\b(?! =)|\blegend\.live\b|\bcursorFocus\b(?! =)/g, 'false'],
  [/\bflags != 0 && (?=bands)/g, 'false && '],
  [/\bband(Fill|Clip)Dir != 0\b/g, 'false'],
  // Each plot has options of its own, which may be written to.
  [/^\topts = copy\(opts\);$/m, ''],
  // What is drawn doesn't change: another drawing is another plot.
  [/\bself\.(\w+(Band|Series|Data|Legend)|batch|pub) = \w+;/g, ''],
  [/\bdeferHooks(?=\))/g, 'false'],
  // Cursors of several charts don't move together: events come from nowhere else.
  [/\bsrc == null\b|\be != null\b/g, 'true'],
  [/\bsrc != null\b|\bsyncKey != null\b/g, 'false'],
  [/^\tevents\["setSeries"\] = (?:.|\n)*?^\t\};$/m, ''],
  [/^\tconst syncOpts = (?:.|\n)*(?=^\tfunction destroy\b)/m, ''],
  [/\bsync\.unsub\(self\);/, ''],
  [/\bpubSync\([^)]*\)(?=;)/g, '0'],
  // What is a click and what a drag, the chart tells apart. uPlot takes one for the other where `cursor.move` says where
  // the cursor stands, and lets nobody hear of it.
  [/^\ton\("click", (?:.|\n)*?^\t\}, true\);$/m, ''],
  [/^\t\tclick: \(self, e\) => (?:.|\n)*?^\t\t\},$/m, ''],
  // Drags go along x and only mark; a click doesn't hold the cursor.
  [/\bdrag\.y\b|\bdrag\.setScale\b|\buni != null\b|\bcursor\._?lock(?=\))/g, 'false'],
  // A null is a point, too. Dots of the cursor have a size and no box.
  [/\bcursor\.dataIdx == null|\bgetBBox != null/g, 'false'],
  // Axes have no titles and no ticks, and a font of their own; what they say stands level.
  [/\baxis\.label != null|\bticks\.show\b/g, 'false'],
  [/(?<=\[axis\.font), axis\.labelFont(?=\])/, ''],
  [/\baxis\.labelFont = .*/, ''],
  [/(?<=^const font {6}= ).*(?=;$)/m, "''"],
  [/(?<=\b_rotate = |\bangle = ).*(?=;$)/gm, '0'],
  // Nor have charts; they have no plugins, and no scale depends on another.
  [/\bopts\.title(?=\))|\bopts\.id != null/g, 'false'],
  [/(?=\(opts\.plugins)/g, 'false && '],
  [/\b(sc|wsc)\.from == null/g, 'true'],
  [/\b(sc|wsc|scaleOpts)\.from != null|\b(sc\.)?distr == 100/g, 'false'],
  // Lines are straight, boxes are not round, and all of a path has one colour.
  [/^\t+bezierCurveTo[HV],$/gm, ''],
  [/\bendRad == 0 && baseRad == 0/, 'true'],
  [/\b(stroke|fill)Path instanceof Map/g, 'false'],
];

/** uPlot's file. */
export const UPLOT = /\buplot\/dist\/uPlot\.esm\.js$/;

/**
 * uPlot's source without what our charts never ask for.
 *
 * @param {string} source
 * @throws {Error} when a version of uPlot says it differently
 */
export function leanUplot(source) {
  return facts.reduce((code, [said, fact]) => {
    const lean = code.replace(said, fact);
    if (lean === code) throw new Error(`uPlot no longer says ${said}: mend uplot.config.js.`);
    return lean;
  }, source);
}
