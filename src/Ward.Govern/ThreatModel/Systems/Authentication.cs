namespace Ward.Govern.ThreatModel.Systems;

/// <summary>How a caller proves who it is.</summary>
public enum Authentication { None, Credentials, SessionId, Token, ClientCertificate, TwoFactor, Externalized }
