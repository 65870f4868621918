import Domain

/// The request body of a chat completion: members sorted by name, no white space, the same bytes every time.
///
/// Field names after the OpenAI API reference, “Create chat completion”.
struct OpenAIRequestEncoder: Sendable {
    let model: String

    /// - Throws: `ModelFailure` of kind `configuration` for a schema that is no JSON object, a bad schema name, or a
    ///   temperature that is no number.
    func encode(_ request: ChatRequest, as shape: RequestShape) throws(ModelFailure) -> [UInt8] {
        guard request.temperature.isFinite else {
            throw Self.invalid("the temperature is not a number", remedy: "Give a number from 0 to 2")
        }
        if let schema = request.schema { try check(schema) }
        var members: [(name: String, write: (inout JSONText) -> Void)] = [
            (
                "messages",
                { json in
                    json.array(request.messages) { json, message in
                        json.object([
                            ("role", { $0.string(message.role.rawValue) }),
                            ("content", { $0.string(message.content) }),
                        ])
                    }
                }
            ),
            ("model", { [model] in $0.string(model) }),
            (shape.outputLimitField.rawValue, { $0.integer(request.maxOutputTokens) }),
            ("stream", { $0.boolean(shape.streaming != .none) }),
        ]
        if shape.streaming == .withUsage {
            members.append(("stream_options", { $0.object([("include_usage", { $0.boolean(true) })]) }))
        }
        if shape.sendsTemperature { members.append(("temperature", { $0.number(request.temperature) })) }
        if shape.sendsSeed, let seed = request.seed { members.append(("seed", { $0.integer(seed) })) }
        if let schema = request.schema, shape.format != .none {
            members.append(("response_format", { Self.write(schema, as: shape.format, to: &$0) }))
        }
        var json = JSONText()
        json.object(members)
        return json.bytes
    }

    private static func write(_ schema: ChatRequest.Schema, as format: RequestShape.Format, to json: inout JSONText) {
        guard format == .jsonSchema else {
            json.object([("type", { $0.string("json_object") })])
            return
        }
        json.object([
            ("type", { $0.string("json_schema") }),
            (
                "json_schema",
                { json in
                    json.object([
                        ("name", { $0.string(schema.name) }),
                        ("schema", { $0.raw(schema.text) }),
                        ("strict", { $0.boolean(true) }),
                    ])
                }
            ),
        ])
    }

    private func check(_ schema: ChatRequest.Schema) throws(ModelFailure) {
        let isNameByte = { (byte: UInt8) in
            Character(UnicodeScalar(byte)).isLetter && byte < 0x80 || (0x30...0x39).contains(byte) || byte == 0x5F
                || byte == 0x2D
        }
        guard !schema.name.isEmpty, schema.name.utf8.count <= 64, schema.name.utf8.allSatisfy(isNameByte) else {
            throw Self.invalid(
                "the schema's name is not up to 64 letters, digits, _ and -", remedy: "Rename the schema")
        }
        guard JSONValue(parsing: schema.text.utf8)?.isObject == true else {
            throw Self.invalid("the schema \(schema.name) is not a JSON object", remedy: "Correct the schema")
        }
    }

    private static func invalid(_ what: String, remedy: String) -> ModelFailure {
        ModelFailure(.configuration, Problem(what, remedy: remedy))
    }
}
