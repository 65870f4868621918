/// The version that `Server` headers, metrics and the API description name.
public enum ServiceVersion {
    public static let text = "0.2.0"
}
