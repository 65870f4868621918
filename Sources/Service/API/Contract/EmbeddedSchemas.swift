// Written by scripts/embed-schemas from the files in Schemas/. Do not edit.
// swift-format-ignore-file

/// The schemas as they were when this was built.
enum EmbeddedSchemas {
    static let enrichment = ##"""
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:sidenote:schema:enrichment:1",
  "title": "Enrichment record",
  "description": "One line of enrichment.jsonl, in the order of the input: everything Sidenote found and drafted for one ticket. Keys that are not required are absent, never null; client_id alone is null when no client was found.",
  "type": "object",
  "required": [
    "ticket_id",
    "client_id",
    "schema",
    "policy",
    "ticket",
    "context",
    "triage",
    "draft",
    "claims",
    "egress",
    "usage",
    "timings_ms",
    "warnings"
  ],
  "additionalProperties": false,
  "properties": {
    "ticket_id": {
      "$ref": "#/$defs/id",
      "description": "The ticket."
    },
    "client_id": {
      "type": [
        "string",
        "null"
      ],
      "minLength": 1,
      "description": "null: no client was found; only shared records were used."
    },
    "schema": {
      "const": 1,
      "description": "Version of this format."
    },
    "policy": {
      "description": "What may be done with a client's tickets: `off` no draft, `extractive` drafts without a model, `local` a model on a loopback or private address, `cloud_pseudonymized` any model with placeholders for persons, hosts and addresses, `cloud` any model.",
      "enum": [
        "off",
        "extractive",
        "local",
        "cloud_pseudonymized",
        "cloud"
      ]
    },
    "ticket": {
      "type": "object",
      "description": "The cleaned ticket.",
      "required": [
        "subject",
        "text",
        "language",
        "removed",
        "entities",
        "flags"
      ],
      "additionalProperties": false,
      "properties": {
        "subject": {
          "type": "string",
          "description": "One line."
        },
        "text": {
          "type": "string",
          "description": "What the requester wrote, the newest message first."
        },
        "language": {
          "$ref": "#/$defs/language",
          "description": "Language of the text."
        },
        "removed": {
          "type": "array",
          "description": "What was taken out, in order of position.",
          "items": {
            "$ref": "#/$defs/removal"
          }
        },
        "entities": {
          "type": "array",
          "description": "In order of first appearance.",
          "items": {
            "$ref": "#/$defs/entity"
          }
        },
        "flags": {
          "type": "array",
          "description": "What a technician should know about the text itself.",
          "items": {
            "$ref": "#/$defs/word"
          }
        }
      }
    },
    "context": {
      "type": "object",
      "description": "What was found.",
      "required": [
        "devices",
        "documents",
        "tickets",
        "evidence"
      ],
      "additionalProperties": false,
      "properties": {
        "devices": {
          "type": "array",
          "description": "The most certain first.",
          "items": {
            "$ref": "#/$defs/device"
          }
        },
        "documents": {
          "type": "array",
          "description": "The best first.",
          "items": {
            "$ref": "#/$defs/document"
          }
        },
        "tickets": {
          "type": "array",
          "description": "Earlier tickets, the most similar first.",
          "items": {
            "$ref": "#/$defs/similar"
          }
        },
        "contact": {
          "type": "object",
          "description": "The requester, where known.",
          "required": [
            "id",
            "name",
            "matched_by"
          ],
          "additionalProperties": false,
          "properties": {
            "id": {
              "$ref": "#/$defs/id",
              "description": "The contact."
            },
            "name": {
              "type": "string",
              "description": "Name."
            },
            "vip": {
              "type": "boolean",
              "description": "Whether the client wants this person served first."
            },
            "matched_by": {
              "$ref": "#/$defs/word",
              "description": "`email`, `phone`, `name`."
            }
          }
        },
        "evidence": {
          "type": "array",
          "description": "Everything a sentence can cite, in order of id.",
          "items": {
            "$ref": "#/$defs/evidence"
          }
        }
      }
    },
    "triage": {
      "type": "object",
      "description": "First judgement, by rule.",
      "required": [
        "category",
        "priority",
        "impact",
        "urgency",
        "security",
        "duplicate_of",
        "needs"
      ],
      "additionalProperties": false,
      "properties": {
        "category": {
          "$ref": "#/$defs/word",
          "description": "What it is about."
        },
        "priority": {
          "enum": [
            "P1",
            "P2",
            "P3",
            "P4"
          ],
          "description": "How soon: P1 is the soonest. From impact and urgency."
        },
        "impact": {
          "enum": [
            "person",
            "several",
            "site",
            "company",
            "unknown"
          ],
          "description": "How many are affected."
        },
        "urgency": {
          "enum": [
            "low",
            "normal",
            "high"
          ],
          "description": "How pressing it is."
        },
        "security": {
          "type": "boolean",
          "description": "Whether to treat it as a security matter."
        },
        "duplicate_of": {
          "type": "array",
          "description": "Earlier tickets of the same client that report the same incident.",
          "items": {
            "$ref": "#/$defs/id"
          }
        },
        "needs": {
          "type": "array",
          "description": "What would have to be asked first.",
          "items": {
            "$ref": "#/$defs/word"
          }
        }
      }
    },
    "draft": {
      "type": "object",
      "description": "A proposal for a technician; never sent by Sidenote on its own.",
      "required": [
        "mode",
        "prompt",
        "language",
        "summary",
        "steps",
        "questions",
        "reply",
        "reply_text"
      ],
      "additionalProperties": false,
      "properties": {
        "mode": {
          "enum": [
            "llm",
            "extractive",
            "off"
          ],
          "description": "Who drafted it."
        },
        "model": {
          "type": "string",
          "description": "The model, where one drafted."
        },
        "prompt": {
          "type": "string",
          "description": "Name and version hash of the prompt file, or of the extractive drafter.",
          "examples": [
            "draft@1a2b3c4d",
            "extractive@1"
          ]
        },
        "language": {
          "$ref": "#/$defs/language",
          "description": "Language of the draft."
        },
        "summary": {
          "type": "array",
          "description": "What is the matter.",
          "items": {
            "$ref": "#/$defs/sentence"
          }
        },
        "steps": {
          "type": "array",
          "description": "Internal next steps.",
          "items": {
            "$ref": "#/$defs/sentence"
          }
        },
        "questions": {
          "type": "array",
          "description": "To ask the requester.",
          "items": {
            "$ref": "#/$defs/sentence"
          },
          "maxItems": 3
        },
        "reply": {
          "type": "array",
          "description": "The reply, sentence by sentence.",
          "items": {
            "$ref": "#/$defs/sentence"
          }
        },
        "reply_text": {
          "type": "string",
          "description": "The reply as it would be pasted."
        }
      }
    },
    "claims": {
      "type": "object",
      "description": "The verdict over the draft.",
      "required": [
        "supported",
        "weak",
        "unsupported",
        "blocked",
        "reasons"
      ],
      "additionalProperties": false,
      "properties": {
        "supported": {
          "type": "integer",
          "minimum": 0,
          "description": "Sentences whose evidence bears them."
        },
        "weak": {
          "type": "integer",
          "minimum": 0,
          "description": "Sentences it bears in part."
        },
        "unsupported": {
          "type": "integer",
          "minimum": 0,
          "description": "Sentences it does not bear."
        },
        "blocked": {
          "type": "boolean",
          "description": "Whether approval waits for a person to look at the reasons."
        },
        "reasons": {
          "type": "array",
          "description": "Why.",
          "items": {
            "type": "string"
          }
        }
      }
    },
    "egress": {
      "type": "array",
      "description": "What left the machine for this ticket, one receipt a call.",
      "items": {
        "type": "object",
        "description": "One call.",
        "required": [
          "receipt",
          "endpoint",
          "bytes",
          "sha256",
          "redacted"
        ],
        "additionalProperties": false,
        "properties": {
          "receipt": {
            "type": "integer",
            "minimum": 1,
            "description": "Position in the ledger."
          },
          "endpoint": {
            "type": "string",
            "description": "Scheme, host, port and path."
          },
          "bytes": {
            "type": "integer",
            "minimum": 0,
            "description": "Length of the request body."
          },
          "sha256": {
            "type": "string",
            "description": "Of the request body.",
            "pattern": "^[0-9a-f]{64}$"
          },
          "redacted": {
            "type": "object",
            "description": "How many stretches of each kind were withheld.",
            "additionalProperties": {
              "type": "integer",
              "minimum": 0
            }
          }
        }
      }
    },
    "usage": {
      "type": "object",
      "description": "Tokens.",
      "required": [
        "input_tokens",
        "output_tokens"
      ],
      "additionalProperties": false,
      "properties": {
        "input_tokens": {
          "type": "integer",
          "minimum": 0,
          "description": "Sent."
        },
        "output_tokens": {
          "type": "integer",
          "minimum": 0,
          "description": "Received."
        },
        "cost": {
          "type": "number",
          "minimum": 0,
          "description": "In the currency of the configured price; absent without one."
        }
      }
    },
    "timings_ms": {
      "type": "object",
      "description": "Wall-clock milliseconds.",
      "required": [
        "normalize",
        "retrieve",
        "draft",
        "total"
      ],
      "additionalProperties": false,
      "properties": {
        "normalize": {
          "type": "number",
          "minimum": 0,
          "description": "Cleaning."
        },
        "retrieve": {
          "type": "number",
          "minimum": 0,
          "description": "Search."
        },
        "draft": {
          "type": "number",
          "minimum": 0,
          "description": "Drafting and checking."
        },
        "total": {
          "type": "number",
          "minimum": 0,
          "description": "All."
        }
      }
    },
    "warnings": {
      "type": "array",
      "description": "What a technician should know about how the record was made.",
      "items": {
        "type": "string"
      }
    }
  },
  "$defs": {
    "id": {
      "type": "string",
      "description": "An identifier.",
      "minLength": 1
    },
    "word": {
      "type": "string",
      "description": "A word of an open vocabulary, in lower case with underscores.",
      "pattern": "^[a-z0-9][a-z0-9_]*$"
    },
    "language": {
      "type": "string",
      "description": "BCP 47 primary language, or `und`.",
      "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$",
      "examples": [
        "en",
        "de",
        "und"
      ]
    },
    "visibility": {
      "type": "string",
      "description": "`internal`, `shareable` or `public`; an unknown value as it came.",
      "minLength": 1
    },
    "utc": {
      "type": "string",
      "description": "RFC 3339 in UTC.",
      "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{3})?Z$"
    },
    "removal": {
      "type": "object",
      "description": "A stretch of text that was taken out.",
      "required": [
        "kind",
        "chars"
      ],
      "additionalProperties": false,
      "properties": {
        "kind": {
          "$ref": "#/$defs/word",
          "description": "`quote`, `signature`, `disclaimer`, `hidden`, `secret`, `noise`, …"
        },
        "chars": {
          "type": "integer",
          "minimum": 0,
          "description": "Length in Unicode scalars."
        },
        "offset": {
          "type": "integer",
          "minimum": 0,
          "description": "Scalar offset in the plain text before anything was removed; absent for hidden markup."
        }
      }
    },
    "entity": {
      "type": "object",
      "description": "Something in a text that names a thing exactly.",
      "required": [
        "kind",
        "value"
      ],
      "additionalProperties": false,
      "properties": {
        "kind": {
          "enum": [
            "hostname",
            "ip",
            "mac",
            "serial",
            "email",
            "phone",
            "url",
            "path",
            "version",
            "product",
            "user",
            "domain",
            "date",
            "time",
            "amount",
            "error_code",
            "event_id",
            "kb_number",
            "ticket_number"
          ],
          "description": "What it names."
        },
        "value": {
          "type": "string",
          "description": "In its normal form.",
          "minLength": 1
        },
        "offset": {
          "type": "integer",
          "minimum": 0,
          "description": "Scalar offset in the cleaned text; absent when it stands in the subject only."
        },
        "length": {
          "type": "integer",
          "minimum": 0,
          "description": "Length there in scalars."
        }
      },
      "dependentRequired": {
        "offset": [
          "length"
        ],
        "length": [
          "offset"
        ]
      }
    },
    "term": {
      "type": "object",
      "description": "One term's share of a score.",
      "required": [
        "term",
        "weight"
      ],
      "additionalProperties": false,
      "properties": {
        "term": {
          "type": "string",
          "description": "The term as indexed."
        },
        "weight": {
          "type": "number",
          "description": "Its share."
        }
      }
    },
    "evidence": {
      "type": "object",
      "description": "A piece of text that a sentence can rest on.",
      "required": [
        "id",
        "kind",
        "source",
        "title",
        "text",
        "visibility"
      ],
      "additionalProperties": false,
      "properties": {
        "id": {
          "type": "string",
          "description": "Unique within the record.",
          "pattern": "^E[1-9][0-9]*$",
          "examples": [
            "E1"
          ]
        },
        "kind": {
          "enum": [
            "ticket",
            "device",
            "document",
            "contact",
            "client",
            "similar_ticket",
            "agreement"
          ],
          "description": "What kind of record it comes from."
        },
        "source": {
          "type": "string",
          "description": "Id of that record."
        },
        "title": {
          "type": "string",
          "description": "Its title."
        },
        "text": {
          "type": "string",
          "description": "The exact text, secrets removed."
        },
        "visibility": {
          "$ref": "#/$defs/visibility",
          "description": "Who may read it."
        },
        "url": {
          "type": "string",
          "description": "Where it can be read."
        },
        "updated_at": {
          "$ref": "#/$defs/utc",
          "description": "When the record last changed."
        }
      }
    },
    "device": {
      "type": "object",
      "description": "A device that the ticket is likely to be about.",
      "required": [
        "id",
        "hostname",
        "score",
        "evidence"
      ],
      "additionalProperties": false,
      "properties": {
        "id": {
          "$ref": "#/$defs/id",
          "description": "The device."
        },
        "hostname": {
          "type": "string",
          "description": "Its name."
        },
        "score": {
          "type": "number",
          "minimum": 0,
          "maximum": 1,
          "description": "How sure the match is."
        },
        "evidence": {
          "type": "array",
          "description": "Why it was matched.",
          "items": {
            "type": "object",
            "description": "One reason.",
            "required": [
              "kind",
              "value",
              "where"
            ],
            "additionalProperties": false,
            "properties": {
              "kind": {
                "$ref": "#/$defs/word",
                "description": "`hostname`, `serial`, `ip`, `mac`, `linked`, `last_user`, `site`, `model`, `kind`, `words`, `alert`."
              },
              "value": {
                "type": "string",
                "description": "What was found."
              },
              "where": {
                "$ref": "#/$defs/word",
                "description": "`subject`, `text`, `psa_link`, `requester`, `note`."
              }
            }
          }
        }
      }
    },
    "document": {
      "type": "object",
      "description": "A document that bears on the ticket.",
      "required": [
        "id",
        "title",
        "visibility",
        "score",
        "matched_terms",
        "passages"
      ],
      "additionalProperties": false,
      "properties": {
        "id": {
          "$ref": "#/$defs/id",
          "description": "The document."
        },
        "title": {
          "type": "string",
          "description": "Its title."
        },
        "url": {
          "type": "string",
          "description": "Where it can be read."
        },
        "visibility": {
          "$ref": "#/$defs/visibility",
          "description": "Who may read it."
        },
        "score": {
          "type": "number",
          "description": "Similarity to the ticket."
        },
        "matched_terms": {
          "type": "array",
          "description": "The heaviest first.",
          "items": {
            "$ref": "#/$defs/term"
          }
        },
        "passages": {
          "type": "array",
          "description": "The best passages.",
          "items": {
            "type": "object",
            "description": "One passage.",
            "required": [
              "evidence_id",
              "text"
            ],
            "additionalProperties": false,
            "properties": {
              "evidence_id": {
                "type": "string",
                "description": "Its id in context.evidence.",
                "pattern": "^E[1-9][0-9]*$"
              },
              "text": {
                "type": "string",
                "description": "Its text."
              }
            }
          }
        }
      }
    },
    "similar": {
      "type": "object",
      "description": "An earlier ticket of the same client.",
      "required": [
        "id",
        "subject",
        "score",
        "matched_terms"
      ],
      "additionalProperties": false,
      "properties": {
        "id": {
          "$ref": "#/$defs/id",
          "description": "The ticket."
        },
        "subject": {
          "type": "string",
          "description": "Its subject."
        },
        "score": {
          "type": "number",
          "description": "Similarity."
        },
        "matched_terms": {
          "type": "array",
          "description": "The heaviest first.",
          "items": {
            "$ref": "#/$defs/term"
          }
        },
        "resolution": {
          "type": "string",
          "description": "How it was solved."
        }
      }
    },
    "sentence": {
      "type": "object",
      "description": "One sentence of a draft, tied to what it rests on.",
      "required": [
        "text",
        "kind",
        "evidence",
        "support",
        "missing"
      ],
      "additionalProperties": false,
      "properties": {
        "text": {
          "type": "string",
          "description": "The sentence."
        },
        "kind": {
          "enum": [
            "fact",
            "step",
            "promise",
            "question",
            "courtesy"
          ],
          "description": "What it does."
        },
        "evidence": {
          "type": "array",
          "description": "Ids of the evidence it rests on.",
          "items": {
            "type": "string",
            "description": "As in context.evidence.",
            "minLength": 1
          }
        },
        "support": {
          "enum": [
            "supported",
            "weak",
            "unsupported",
            "not_needed"
          ],
          "description": "The verdict."
        },
        "missing": {
          "type": "array",
          "description": "Hard tokens that stand in none of the cited evidence.",
          "items": {
            "type": "string"
          }
        }
      }
    }
  },
  "examples": [
    {
      "ticket_id": "4821",
      "client_id": "hdg",
      "schema": 1,
      "policy": "local",
      "ticket": {
        "subject": "Op 3: images not saving",
        "text": "SensorView says Error 0x80070070 on HDG-OP03.",
        "language": "en",
        "removed": [
          {
            "kind": "signature",
            "chars": 214,
            "offset": 45
          }
        ],
        "entities": [
          {
            "kind": "error_code",
            "value": "0x80070070",
            "offset": 22,
            "length": 10
          },
          {
            "kind": "hostname",
            "value": "HDG-OP03",
            "offset": 36,
            "length": 8
          }
        ],
        "flags": []
      },
      "context": {
        "devices": [
          {
            "id": "dev-op03",
            "hostname": "HDG-OP03",
            "score": 0.98,
            "evidence": [
              {
                "kind": "hostname",
                "value": "HDG-OP03",
                "where": "text"
              }
            ]
          }
        ],
        "documents": [],
        "tickets": [],
        "evidence": [
          {
            "id": "E1",
            "kind": "ticket",
            "source": "4821",
            "title": "Ticket",
            "text": "SensorView says Error 0x80070070 on HDG-OP03.",
            "visibility": "public"
          },
          {
            "id": "E2",
            "kind": "device",
            "source": "dev-op03",
            "title": "HDG-OP03",
            "text": "C: 9 GB of 256 GB free",
            "visibility": "internal"
          }
        ]
      },
      "triage": {
        "category": "storage",
        "priority": "P2",
        "impact": "person",
        "urgency": "high",
        "security": false,
        "duplicate_of": [],
        "needs": []
      },
      "draft": {
        "mode": "extractive",
        "prompt": "extractive@1",
        "language": "en",
        "summary": [
          {
            "text": "C: of HDG-OP03 has 9 GB of 256 GB free.",
            "kind": "fact",
            "evidence": [
              "E2"
            ],
            "support": "supported",
            "missing": []
          }
        ],
        "steps": [],
        "questions": [],
        "reply": [],
        "reply_text": ""
      },
      "claims": {
        "supported": 1,
        "weak": 0,
        "unsupported": 0,
        "blocked": false,
        "reasons": []
      },
      "egress": [],
      "usage": {
        "input_tokens": 0,
        "output_tokens": 0
      },
      "timings_ms": {
        "normalize": 0.41,
        "retrieve": 2.07,
        "draft": 0.88,
        "total": 3.4
      },
      "warnings": []
    }
  ]
}
"""##
}
