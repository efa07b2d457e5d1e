-- All that a library holds but row numbers, times and counts of changes, a line each.
SELECT 'source ' || address || ' ' || problem FROM sources
UNION ALL
SELECT 'document ' || d.key || ' of ' || s.address || ' ' || d.name || ' ' || d.stamp || ' ' || d.problem || ' ' || d.failed
FROM documents d JOIN sources s ON s.id = d.source
UNION ALL
SELECT 'article ' || a.name || ' of ' || d.key || ' ' || hex(a.hash) || ' ' || a.path || ' ' || a.title || ' ' || hex(a.text)
FROM articles a JOIN documents d ON d.id = a.document
UNION ALL
SELECT 'passage ' || a.name || ' ' || p.ordinal || ' ' || p.start || '-' || p.stop || ' ' || p.heading || ' ' || hex(p.sentences) || ' ' || hex(p.hash)
FROM passages p JOIN articles a ON a.id = p.article
UNION ALL
SELECT 'embedder ' || name || ' ' || state || ' ' || dimensions FROM embedders
UNION ALL
SELECT 'vector ' || e.name || ' ' || hex(v.hash) || ' ' || hex(v.vector)
FROM vectors v JOIN embedders e ON e.id = v.embedder
UNION ALL
SELECT 'excluded ' || key || ' ' || name FROM excluded
UNION ALL
SELECT 'unfinished ' || (generation <> finished) || ' garbage ' || garbage FROM state
ORDER BY 1;
