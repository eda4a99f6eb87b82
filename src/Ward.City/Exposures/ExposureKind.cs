namespace Ward.City.Exposures;

public enum ExposureKind { Vulnerability, Misconfiguration, WeakCredential, DefaultPassword, LeakedCredential, NoAuthentication }
