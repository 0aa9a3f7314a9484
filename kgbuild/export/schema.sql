-- A kgbuild graph: what papers introduce, use, compare and report, with the sentences that say so.

CREATE TABLE about (
    key TEXT PRIMARY KEY,       -- base, provenance, links, idle, unfit
    value TEXT NOT NULL         -- JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE nodes (
    iri TEXT PRIMARY KEY,
    type TEXT NOT NULL,         -- a class of the ontology: Paper, Model, …
    label TEXT NOT NULL,
    aliases TEXT NOT NULL,      -- JSON array of other spellings
    concept TEXT,               -- IRI of the vocabulary's concept, if it is one
    support INTEGER NOT NULL,   -- how many papers speak of it
    first_year INTEGER,
    last_year INTEGER,
    degree INTEGER NOT NULL,
    pagerank REAL NOT NULL,
    community INTEGER NOT NULL,
    community_name TEXT NOT NULL,
    details TEXT NOT NULL       -- JSON object of what only its class has
) STRICT;

CREATE TABLE edges (
    id TEXT PRIMARY KEY,        -- IRI of the statement
    source TEXT NOT NULL REFERENCES nodes (iri),
    predicate TEXT NOT NULL,    -- a relation of the ontology: usesBaseModel, …
    target TEXT NOT NULL REFERENCES nodes (iri),
    label TEXT NOT NULL,
    weight REAL NOT NULL,
    confidence REAL NOT NULL,
    support INTEGER NOT NULL,   -- how many papers state it
    derived_from TEXT NOT NULL, -- JSON array of edges that it follows from
    rank INTEGER,
    rule TEXT
) STRICT;

CREATE TABLE evidence (
    edge TEXT NOT NULL REFERENCES edges (id),
    paper TEXT NOT NULL REFERENCES nodes (iri),
    field TEXT NOT NULL,        -- title or abstract
    start INTEGER NOT NULL,     -- characters from 0
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    marks TEXT NOT NULL,        -- JSON array of the starts and ends of the words to mark
    confidence REAL NOT NULL,
    extractor TEXT NOT NULL
) STRICT;

CREATE INDEX nodes_by_type ON nodes (type, support DESC);
CREATE INDEX edges_by_source ON edges (source, predicate);
CREATE INDEX edges_by_target ON edges (target, predicate);
CREATE INDEX evidence_by_edge ON evidence (edge);

CREATE VIEW papers AS SELECT
    iri, label AS title, details ->> 'year' AS year, details ->> 'authors' AS authors, details ->> 'venue' AS venue,
    details ->> 'doi' AS doi, details ->> 'arxiv_id' AS arxiv_id, details ->> 'url' AS url, details ->> 'abstract' AS abstract
FROM nodes WHERE type = 'Paper';

CREATE VIEW named_edges AS SELECT
    subject.label AS subject, edges.predicate, object.label AS object, edges.confidence, edges.support, subject.type AS subject_type,
    object.type AS object_type, edges.id
FROM edges JOIN nodes AS subject ON subject.iri = edges.source JOIN nodes AS object ON object.iri = edges.target;

CREATE VIRTUAL TABLE nodes_text USING fts5 (label, aliases, details, content = nodes, tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE evidence_text USING fts5 (text, content = evidence, tokenize = 'unicode61 remove_diacritics 2');
