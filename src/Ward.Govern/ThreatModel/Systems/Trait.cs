namespace Ward.Govern.ThreatModel.Systems;

/// <summary>What a technology has in common with others, as far as kinds of risk ask for it.</summary>
public enum Trait
{
    Client, Web, WebService, TrafficForwarding, FileStorage, Search, IdentityStore, IdentityRelated, DevelopmentRelevant, MayHoldSecrets, QueryInjectable, HighValue, LessProtected,

    /// <summary>May stand beside something of high value.</summary>
    Neighbour,

    NoAuthenticationNeeded, NoSegmentationNeeded, NoStorage, Embedded, PlainTrafficTolerated, AnyDataTolerated, HttpFromInternet, FtpFromInternet,
    ServesEndUsers, PropagatesIdentity, StoresEndUserData, Frontend, Backend,
}
