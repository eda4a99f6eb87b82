namespace Ward.Predict.AttackGraphs;

/// <summary>What a bookkeeping node of the attack graph stands for.</summary>
internal enum PositionKind : byte
{
    /// <summary>Packets of the zone to its own assets (to = -1) or over the conduit to that zone: shared by all assets of the zone, so that the graph stays linear in assets.</summary>
    Packets,
    /// <summary>Packets reach this sign-in or web port of the asset; shared by all accounts that may enter there.</summary>
    Port,
    /// <summary>The credential of the account is in hand, from whichever host kept it.</summary>
    Credential,
    /// <summary>Joint: the credential is in hand and the port of the asset is reached.</summary>
    SignIn,
    /// <summary>What the asset does for that need of the service is stopped.</summary>
    Part,
    /// <summary>Joint: as many alternatives of that need of the service are stopped as make it fall.</summary>
    Need,
}

/// <summary>A bookkeeping node, by indices: Packets (zone, to), Port (asset, port), Credential (account), SignIn (account, asset, port), Part (service, need, asset), Need (service, need).</summary>
internal readonly record struct Position(PositionKind Kind, int One, int Other = -1, int Third = -1);
