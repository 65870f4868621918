@main struct Sidenote { static func main() {} }
