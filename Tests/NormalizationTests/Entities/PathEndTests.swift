import Domain
import Normalization
import Testing

/// Where paths and URLs end.
@Suite struct PathEndTests {
    @Test(arguments: [
        ("see “C:\\Users\\x\\NC-Viewer-Setup.exe”, ok", "path=C:\\Users\\x\\NC-Viewer-Setup.exe"),
        ("link (https://u.example.net/x).” he said", "url=https://u.example.net/x"),
        ("delete C:\\ProgramData\\Forge\\lic\\*.cache and restart", "path=C:\\ProgramData\\Forge\\lic\\*.cache"),
        ("**C:\\logs\\a.txt** now", "path=C:\\logs\\a.txt"),
        ("rm /var/log/app/*.log now", "path=/var/log/app/*.log"),
        ("«\\\\srv\\share\\x» weg", "path=\\\\srv\\share\\x"),
        ("‘https://a.example.com/b’ and", "url=https://a.example.com/b"),
        ("clear C:\\Temp\\*.", "path=C:\\Temp\\*"),
        ("C:\\Users\\O’Brien\\a.txt gone", "path=C:\\Users\\O’Brien\\a.txt"),
        ("„https://a.example.com/b“.", "url=https://a.example.com/b"),
        ("open https://a.example.com/b…", "url=https://a.example.com/b"),
        ("see [C:\\a\\b.txt]!", "path=C:\\a\\b.txt"),
        ("%APPDATA%\\Foo\\*.tmp’", "path=%APPDATA%\\Foo\\*.tmp"),
        ("*C:\\logs\\a.txt* here", "path=C:\\logs\\a.txt"),
        ("C:\\a\\b\\.", "path=C:\\a\\b\\"),
    ])
    func ends(_ text: String, _ entity: String) {
        let found = EntityExtractor().entities(in: text).filter { $0.kind == .path || $0.kind == .url }
        #expect(found.map { "\($0.kind.rawValue)=\($0.value)" } == [entity])
    }
}
