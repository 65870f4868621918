import Foundation
import Testing

@Test func placeholderForTheTarget() {
    #expect(FileManager.default.fileExists(atPath: "Package.swift"))
}
