import Service
import Testing

@Test func versionIsSemantic() {
    #expect(ServiceVersion.text.split(separator: ".").count == 3)
}
