/// Finds text that speaks to a model instead of a person: an injected instruction, or the prompt leaking out.
public enum InstructionEcho {
    /// The phrase found, or nil.
    public static func find(in text: some StringProtocol) -> String? {
        find(in: Words.words(in: text))
    }

    static func find(in read: [Word]) -> String? {
        let words = read.map(\.text)
        for index in words.indices {
            guard let patterns = byFirstWord[words[index]] else { continue }
            for pattern in patterns where matches(pattern, words, index) {
                return pattern.joined(separator: " ")
            }
        }
        return nil
    }

    /// Up to two other words may stand between the words of a pattern: `ignore all of the previous instructions`.
    private static func matches(_ pattern: [String], _ words: [String], _ start: Int) -> Bool {
        var position = start
        for word in pattern.dropFirst() {
            let window = (position + 1)..<min(position + 4, words.count)
            guard let next = window.first(where: { words[$0] == word }) else { return false }
            position = next
        }
        return true
    }

    private static let byFirstWord: [String: [[String]]] = {
        let phrases = [
            "ignore previous", "ignore prior instructions", "ignore above instructions", "ignore your instructions",
            "ignore all instructions", "ignore these instructions", "disregard previous", "disregard instructions",
            "disregard above", "forget previous instructions", "forget your instructions", "override instructions",
            "system prompt", "your instructions are", "you are now an ai", "you are now developer mode", "act as an ai",
            "as an ai", "as a language model", "jailbreak", "untrusted text",
            "end of untrusted", "ignoriere vorherigen", "ignoriere anweisungen", "ignoriere bisherigen",
            "ignora instrucciones", "ignora anteriores", "ignorez instructions", "ignore instructions précédentes",
            "oublie instructions", "do not tell the user", "print your prompt", "reveal your prompt",
        ]
        var table: [String: [[String]]] = [:]
        for phrase in phrases {
            let words = phrase.split(separator: " ").map(String.init)
            table[words[0], default: []].append(words)
        }
        return table
    }()
}
