namespace Ward.City.Flows;

/// <summary>A zone or an asset at one end of a flow.</summary>
public abstract record FlowEnd
{
    private FlowEnd() { }

    public sealed record OfZone(ZoneId Zone) : FlowEnd { public override string ToString() => Zone.Value; }

    public sealed record OfAsset(AssetId Asset) : FlowEnd { public override string ToString() => Asset.Value; }
}
