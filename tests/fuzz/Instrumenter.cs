using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Nts.Fuzz;

/// <summary>Rewrites an assembly so that it records which edge of its control flow was taken how often (the scheme of AFL).</summary>
/// <remarks>
/// Each basic block begins with a call of <c>Hit(id)</c>, which counts in a map at (id XOR previous id) and remembers id / 2 as the previous one.
/// Map and method live in a type that the first assembly gets; the others call that one.
/// </remarks>
internal sealed class Instrumenter
{
    /// <summary>The type that is added, and the map in it that <see cref="CoverageMap"/> reads.</summary>
    public const string TraceType = "CoverageTrace";

    /// <summary>The field with the counts.</summary>
    public const string MapField = "Map";

    /// <summary>Counters in the map; ids are drawn below it.</summary>
    public const int MapSize = 65_536;

    // The same ids in every run: a corpus is minimised with the map that found it.
    private readonly Random _ids = new(20_260_501);
    private MethodReference? _hit;

    /// <summary>Blocks that got a call.</summary>
    public int Blocks { get; private set; }

    /// <summary>Rewrites one assembly; the first one that is given must be one that all others reference.</summary>
    public byte[] Rewrite(string path)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(path);
        MethodReference hit = module.ImportReference(_hit ??= AddTrace(module));
        foreach (MethodDefinition method in module.GetAllTypes().Where(type => type.Name != TraceType).SelectMany(type => type.Methods).Where(method => method.HasBody))
        {
            Rewrite(method.Body, hit);
        }

        using MemoryStream rewritten = new();
        module.Write(rewritten);
        return rewritten.ToArray();
    }

    private void Rewrite(MethodBody body, MethodReference hit)
    {
        body.SimplifyMacros();
        ILProcessor il = body.GetILProcessor();
        Dictionary<Instruction, Instruction> entries = [];
        foreach (Instruction leader in Leaders(body))
        {
            Instruction entry = il.Create(OpCodes.Ldc_I4, _ids.Next(MapSize));
            il.InsertBefore(leader, entry);
            il.InsertBefore(leader, il.Create(OpCodes.Call, hit));
            entries[leader] = entry;
        }

        Blocks += entries.Count;
        Redirect(body, entries);
        body.OptimizeMacros();
    }

    /// <summary>Where basic blocks begin: at the start, at every target of a branch, and behind every branch that may fall through.</summary>
    private static HashSet<Instruction> Leaders(MethodBody body)
    {
        HashSet<Instruction> leaders = [body.Instructions[0]];
        foreach (Instruction instruction in body.Instructions)
        {
            leaders.UnionWith(instruction.Operand switch
            {
                Instruction target => [target],
                Instruction[] targets => targets,
                _ => [],
            });
            if (instruction.OpCode.FlowControl == FlowControl.Cond_Branch && instruction.Next is { } next)
            {
                leaders.Add(next);
            }
        }

        // A prefix and what it applies to must stay together.
        leaders.RemoveWhere(leader => leader.Previous?.OpCode.OpCodeType == OpCodeType.Prefix);
        return leaders;
    }

    private static void Redirect(MethodBody body, Dictionary<Instruction, Instruction> entries)
    {
        Instruction? Entry(Instruction? old) => old is not null && entries.TryGetValue(old, out Instruction? entry) ? entry : old;
        foreach (Instruction instruction in body.Instructions)
        {
            instruction.Operand = instruction.Operand switch
            {
                Instruction target => Entry(target),
                Instruction[] targets => Array.ConvertAll(targets, target => Entry(target)!),
                _ => instruction.Operand,
            };
        }

        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            handler.TryStart = Entry(handler.TryStart);
            handler.TryEnd = Entry(handler.TryEnd);
            handler.HandlerStart = Entry(handler.HandlerStart);
            handler.HandlerEnd = Entry(handler.HandlerEnd);
            handler.FilterStart = Entry(handler.FilterStart);
        }
    }

    private static MethodDefinition AddTrace(ModuleDefinition module)
    {
        const TypeAttributes PublicStatic = TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed | TypeAttributes.BeforeFieldInit;
        TypeDefinition type = new("Nts", TraceType, PublicStatic, module.TypeSystem.Object);
        FieldDefinition map = new(MapField, FieldAttributes.Public | FieldAttributes.Static, new ArrayType(module.TypeSystem.Byte));
        FieldDefinition previous = new("Previous", FieldAttributes.Public | FieldAttributes.Static, module.TypeSystem.Int32);
        MethodDefinition hit = new("Hit", MethodAttributes.Public | MethodAttributes.Static, module.TypeSystem.Void);
        hit.Parameters.Add(new ParameterDefinition(module.TypeSystem.Int32));
        const MethodAttributes Initializer = MethodAttributes.Private | MethodAttributes.Static | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName;
        MethodDefinition initialize = new(".cctor", Initializer, module.TypeSystem.Void);
        type.Fields.Add(map);
        type.Fields.Add(previous);
        type.Methods.Add(hit);
        type.Methods.Add(initialize);
        module.Types.Add(type);

        ILProcessor start = initialize.Body.GetILProcessor();
        start.Emit(OpCodes.Ldc_I4, MapSize);
        start.Emit(OpCodes.Newarr, module.TypeSystem.Byte);
        start.Emit(OpCodes.Stsfld, map);
        start.Emit(OpCodes.Ret);

        ILProcessor il = hit.Body.GetILProcessor();
        il.Emit(OpCodes.Ldsfld, map);
        il.Emit(OpCodes.Ldsfld, previous);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Xor);
        il.Emit(OpCodes.Ldelema, module.TypeSystem.Byte);
        il.Emit(OpCodes.Dup);
        il.Emit(OpCodes.Ldind_U1);
        il.Emit(OpCodes.Ldc_I4_1);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Conv_U1);
        il.Emit(OpCodes.Stind_I1);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4_1);
        il.Emit(OpCodes.Shr);
        il.Emit(OpCodes.Stsfld, previous);
        il.Emit(OpCodes.Ret);
        return hit;
    }
}
