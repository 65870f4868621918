/// Tells whether a sentence commits the MSP to something.
public enum PromiseCue {
    public static func commits(_ text: some StringProtocol) -> Bool {
        PromiseScanner.commits(Words.words(in: text))
    }
}
