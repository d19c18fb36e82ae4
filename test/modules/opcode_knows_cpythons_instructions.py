import _opcode

for name in "is_valid", "has_arg", "has_const", "has_name", "has_jump", "has_free", "has_local", "has_exc":
    print(name, [op for op in range(-2, 300) if getattr(_opcode, name)(op)])
for op in range(-1, 270):
    row = []
    for jump in None, True, False:
        for arg in 0, 1, 2, 3, 257:
            try:
                row.append(_opcode.stack_effect(op, arg, jump=jump))
            except ValueError as e:
                row.append(str(e))
    print(op, *dict.fromkeys(row) if "invalid" in str(row) else row)
print(_opcode.get_nb_ops())
print(_opcode.get_intrinsic1_descs(), _opcode.get_intrinsic2_descs(), _opcode.get_special_method_names())
try:
    _opcode.stack_effect(1, jump=3)
except ValueError as e:
    print(e)
