using System.Collections.Frozen;
using System.Text;

namespace Ward.Ingest.Decoders.Packets;

/// <summary>
/// Object names of traffic devices below 1.3.6.1.4.1.1206.4.2 (NTCIP 1202 signal controllers, 1203 message signs, 1201 what both share): those
/// that say what a device does to the street or who may tell it. A table of ours, not the MIBs; what is not in it stands by its number.
/// </summary>
internal static class NtcipNames
{
    private const string Root = "1.3.6.1.4.1.1206.4.2.";

    /// <summary>A node, and the names of its children from 1 on; "-" is left out.</summary>
    private static readonly (string Node, string Names)[] Table =
    [
        ("1.1", "maxPhases - maxPhaseGroups"),
        ("1.1.2.1", "phaseNumber phaseWalk phasePedestrianClear phaseMinimumGreen phasePassage phaseMaximum1 phaseMaximum2 phaseYellowChange phaseRedClear phaseRedRevert phaseAddedInitial "
            + "phaseMaximumInitial phaseTimeBeforeReduction phaseCarsBeforeReduction phaseTimeToReduce phaseReduceBy phaseMinimumGap phaseDynamicMaxLimit phaseDynamicMaxStep phaseStartup "
            + "phaseOptions phaseRing phaseConcurrency"),
        ("1.1.4.1", "phaseStatusGroupNumber phaseStatusGroupReds phaseStatusGroupYellows phaseStatusGroupGreens phaseStatusGroupDontWalks phaseStatusGroupPedClears phaseStatusGroupWalks "
            + "phaseStatusGroupVehCalls phaseStatusGroupPedCalls phaseStatusGroupPhaseOns phaseStatusGroupPhaseNexts"),
        ("1.1.5.1", "phaseControlGroupNumber phaseControlGroupPhaseOmit phaseControlGroupPedOmit phaseControlGroupHold phaseControlGroupForceOff phaseControlGroupVehCall phaseControlGroupPedCall"),
        ("1.2.2.1", "vehicleDetectorNumber vehicleDetectorOptions - vehicleDetectorCallPhase vehicleDetectorSwitchPhase vehicleDetectorDelay vehicleDetectorExtend vehicleDetectorQueueLimit "
            + "vehicleDetectorNoActivity vehicleDetectorMaxPresence vehicleDetectorErraticCounts vehicleDetectorFailTime vehicleDetectorAlarms vehicleDetectorReportedAlarms vehicleDetectorReset"),
        ("1.2.7.1", "pedestrianDetectorNumber pedestrianDetectorCallPhase pedestrianDetectorNoActivity pedestrianDetectorMaxPresence pedestrianDetectorErraticCounts"),
        ("1.3", "unitStartUpFlash unitAutoPedestrianClear unitBackupTime unitRedRevert unitControlStatus unitFlashStatus unitAlarmStatus2 unitAlarmStatus1 shortAlarmStatus unitControl maxAlarmGroups - maxSpecialFunctionOutputs"),
        ("1.3.14.1", "specialFunctionOutputNumber specialFunctionOutputState specialFunctionOutputControl specialFunctionOutputStatus"),
        ("1.4", "coordOperationalMode coordCorrectionMode coordMaximumMode coordForceMode maxPatterns patternTableType - maxSplits - coordPatternStatus localFreeStatus coordCycleStatus coordSyncStatus systemPatternControl systemSyncControl"),
        ("1.4.7.1", "patternNumber patternCycleTime patternOffsetTime patternSplitNumber patternSequenceNumber"),
        ("1.4.9.1", "splitNumber splitPhase splitTime splitMode splitCoordPhase"),
        ("1.5", "timebaseAscPatternSync maxTimebaseAscActions - timebaseAscActionStatus"),
        ("1.5.3.1", "timebaseAscActionNumber timebaseAscPattern timebaseAscAuxillaryFunction timebaseAscSpecialFunction"),
        ("1.6", "maxPreempts"),
        ("1.6.2.1", "preemptNumber preemptControl preemptLink preemptDelay preemptMinimumDuration preemptMinimumGreen preemptMinimumWalk preemptEnterPedClear preemptTrackGreen preemptDwellGreen "
            + "preemptMaximumPresence preemptTrackPhase preemptDwellPhase preemptDwellPed preemptExitPhase preemptState"),
        ("1.6.3.1", "preemptControlNumber preemptControlState"),
        ("1.7.5.1", "ringControlGroupNumber ringControlGroupStopTime ringControlGroupForceOff ringControlGroupMax2 ringControlGroupMaxInhibit ringControlGroupPedRecycle ringControlGroupRedRest ringControlGroupOmitRedClear"),
        ("1.8.2.1", "channelNumber channelControlSource channelControlType channelFlash channelDim"),
        ("1.8.4.1", "channelStatusGroupNumber channelStatusGroupReds channelStatusGroupYellows channelStatusGroupGreens"),
        ("1.9.2.1", "overlapNumber overlapType overlapIncludedPhases overlapModifierPhases overlapTrailGreen overlapTrailYellow overlapTrailRed"),
        ("1.11", "ascBlockGetControl ascBlockData ascBlockErrorStatus"),
        ("3.1", "dmsSignAccess dmsSignType dmsSignHeight dmsSignWidth dmsHorizontalBorder dmsVerticalBorder dmsLegend dmsBeaconType dmsSignTechnology"),
        ("3.2", "vmsCharacterHeightPixels vmsCharacterWidthPixels vmsSignHeightPixels vmsSignWidthPixels vmsHorizontalPitch vmsVerticalPitch monochromeColor"),
        ("3.5", "dmsNumPermanentMsg dmsNumChangeableMsg dmsMaxChangeableMsg dmsFreeChangeableMemory dmsNumVolatileMsg dmsMaxVolatileMsg dmsFreeVolatileMemory - dmsValidateMessageError"),
        ("3.5.8.1", "dmsMessageMemoryType dmsMessageNumber dmsMessageMultiString dmsMessageOwner dmsMessageCRC dmsMessageBeacon dmsMessagePixelService dmsMessageRunTimePriority dmsMessageStatus"),
        ("3.6", "dmsControlMode dmsSWReset dmsActivateMessage dmsMessageTimeRemaining dmsMsgTableSource dmsMsgRequesterID dmsMsgSourceMode dmsShortPowerRecoveryMessage dmsLongPowerRecoveryMessage "
            + "dmsShortPowerLossTime dmsResetMessage dmsCommunicationsLossMessage dmsTimeCommLoss dmsPowerLossMessage dmsEndDurationMessage dmsMemoryMgmt dmsActivateMsgError dmsMultiSyntaxError"),
        ("3.7", "dmsIllumControl dmsIllumMaxPhotocellLevel dmsIllumPhotocellLevelStatus dmsIllumNumBrightLevels dmsIllumBrightLevelStatus dmsIllumManLevel dmsIllumBrightnessValues"),
        ("3.9.7", "shortErrorStatus"),
        ("6.1", "globalSetIDParameter globalMaxModules - controllerBaseStandards"),
        ("6.1.3.1", "moduleNumber moduleDeviceNode moduleMake moduleModel moduleVersion moduleType"),
        ("6.2", "dbCreateTransaction"),
        ("6.3", "globalTime globalDaylightSaving - - controllerStandardTimeZone"),
        ("6.3.3.2.1", "timeBaseScheduleNumber timeBaseScheduleMonth timeBaseScheduleDay timeBaseScheduleDate timeBaseScheduleDayPlan"),
        ("6.3.3.5.1", "dayPlanNumber dayPlanEventNumber dayPlanHour dayPlanMinute dayPlanActionNumberOID"),
        ("6.4.2.1", "eventConfigID eventConfigClass eventConfigMode eventConfigCompareValue eventConfigCompareValue2 eventConfigCompareOID eventConfigLogOID eventConfigAction"),
        ("6.5", "communityNameAdmin communityNamesMax"),
        ("6.5.3.1", "communityNameIndex communityNameUser communityNameAccessMask"),
    ];

    private static readonly FrozenDictionary<string, byte[]> Names = (
        from row in Table
        from child in row.Names.Split(' ').Index()
        where child.Item != "-"
        select KeyValuePair.Create($"{row.Node}.{child.Index + 1}", Encoding.ASCII.GetBytes(child.Item))).ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, byte[]>.AlternateLookup<ReadOnlySpan<char>> ByText = Names.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly int Longest = Names.Keys.Max(k => k.Length);

    private static readonly byte[] RootText = Encoding.ASCII.GetBytes(Root);

    /// <summary>The name of the object of which the dotted number is the object itself or an instance; empty where the table has none.</summary>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> dotted)
    {
        if (!dotted.StartsWith(RootText)) return default;
        var rest = dotted[RootText.Length..];
        rest = rest[..Math.Min(rest.Length, Longest)];
        Span<char> text = stackalloc char[rest.Length];
        for (var i = 0; i < rest.Length; i++) text[i] = (char)rest[i];
        // Cut short, the last part may be half a number; a whole one is tried first only where nothing was cut.
        var known = (ReadOnlySpan<char>)text;
        if (dotted.Length > RootText.Length + rest.Length && dotted[RootText.Length + rest.Length] != '.') known = Parent(known);
        while (known.Length > 0)
        {
            if (ByText.TryGetValue(known, out var name)) return name;
            known = Parent(known);
        }

        return default;
    }

    private static ReadOnlySpan<char> Parent(ReadOnlySpan<char> dotted) => dotted.LastIndexOf('.') is var dot and > 0 ? dotted[..dot] : default;
}
