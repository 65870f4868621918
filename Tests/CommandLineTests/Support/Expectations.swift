import Foundation
import Testing

/// Expects one message of the form `error: what. where. remedy` that names a place.
func expectProblem(
    _ run: Program.Run, status: Int32, _ fragments: String..., location: SourceLocation = #_sourceLocation
) {
    #expect(!run.wasSignalled, "\(run.errors)", sourceLocation: location)
    #expect(run.status == status, "\(run.errors)", sourceLocation: location)
    #expect(run.problems.count == 1, "\(run.errors)", sourceLocation: location)
    for problem in run.problems { expectForm(problem, location: location) }
    for fragment in fragments {
        #expect(run.errors.contains(fragment), "\(run.errors)", sourceLocation: location)
    }
}

/// Three sentences at least, the last of which begins with a capital: what, where, remedy.
func expectForm(_ problem: String, location: SourceLocation = #_sourceLocation) {
    #expect(problem.hasPrefix("error: "), "\(problem)", sourceLocation: location)
    #expect(problem.last.map { ".!?”".contains($0) } == true, "\(problem)", sourceLocation: location)
    let sentences = problem.components(separatedBy: ". ").filter { !$0.isEmpty }
    #expect(sentences.count >= 3, "\(problem)", sourceLocation: location)
}

/// An output line without what differs from run to run.
func withoutTimings(_ line: String) -> String {
    guard let start = line.range(of: "\"timings_ms\":{"),
        let end = line.range(of: "}", range: start.upperBound..<line.endIndex)
    else { return line }
    return line.replacingCharacters(in: start.lowerBound..<end.upperBound, with: "")
}

/// Checks lines against a schema of the project.
///
/// - Returns: false when the checker cannot be had here.
func validate(_ path: String, as schema: String, in folder: Folder) throws -> Bool {
    // Nothing is installed for a test.
    guard try Program.shell("python3 -c 'import jsonschema' 2> /dev/null", in: folder).status == 0 else { return false }
    let run = try Program.run(
        ["\(schema)=\(path)"], in: folder, program: Project.root.appendingPathComponent("scripts/validate-schemas").path
    )
    #expect(run.status == 0, "\(run.text)\(run.errors)")
    return true
}
